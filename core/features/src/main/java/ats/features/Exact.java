package ats.features;

/// What rounding lost. A sum is carried as two doubles, the rounded sum and what it lacks, which
/// makes about 32 digits: windows can then be differences of running sums without any drift.
final class Exact {

    /// A running sum is begun anew after so many bars, a power of two, so that it stays comparable
    /// with the windows that are cut from it.
    static final int RENEWAL = 1_024;

    /// A window that is smaller than this part of the running sums may have lost too much to them,
    /// and is summed by itself.
    static final double TRUSTED = 1e-15;

    /// Larger numbers would overflow when squared and summed; windows take them as missing, like
    /// NaN and the infinities.
    private static final double LARGEST = 1e100;

    private Exact() {}

    static boolean missing(double value) {
        return !(Math.abs(value) <= LARGEST);
    }

    /// The value, NaN if it is missing in another way.
    static double orMissing(double value) {
        return missing(value) ? Double.NaN : value;
    }

    /// `a + b - sum`, exactly, if `sum` is `a + b` rounded.
    static double lostBySum(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    /// `a * b - product`, exactly, if `product` is `a * b` rounded.
    static double lostByProduct(double a, double b, double product) {
        return Math.fma(a, b, -product);
    }

    /// Adds `value + rest` to the running sum at `before` and puts the outcome at `after`.
    static void add(double[] numbers, int before, int after, double value, double rest) {
        double high = numbers[before];
        double sum = high + value;
        double low = lostBySum(high, value, sum) + (numbers[before + 1] + rest);
        double rounded = sum + low;
        numbers[after] = rounded;
        numbers[after + 1] = low - (rounded - sum);
    }

    /// Puts what the running sum at `now` has more than the one at `then` at `result`.
    static void subtract(double[] numbers, int now, int then, int result) {
        double high = numbers[now] - numbers[then];
        double lost = lostBySum(numbers[now], -numbers[then], high);
        numbers[result] = high;
        numbers[result + 1] = lost + (numbers[now + 1] - numbers[then + 1]);
    }

    /// `count` times the sum at `at`, less the product of the sums at `left` and `right`.
    static double determinant(double[] numbers, double count, int at, int left, int right) {
        double scaled = count * numbers[at];
        double scaledLow = lostByProduct(count, numbers[at], scaled) + count * numbers[at + 1];
        double product = numbers[left] * numbers[right];
        double productLow =
                lostByProduct(numbers[left], numbers[right], product)
                        + (numbers[left] * numbers[right + 1] + numbers[left + 1] * numbers[right]);
        double difference = scaled - product;
        return difference + (lostBySum(scaled, -product, difference) + (scaledLow - productLow));
    }
}
