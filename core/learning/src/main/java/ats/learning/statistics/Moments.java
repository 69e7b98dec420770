package ats.learning.statistics;

/// Mean, spread and shape of a sample. Skewness and kurtosis are those of the sample itself
/// (biased); kurtosis is 3 for a normal one.
///
/// @param deviation with n - 1 in the denominator
public record Moments(int count, double mean, double deviation, double skewness, double kurtosis) {

    public static Moments of(double[] values) {
        double mean = mean(values);
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (double value : values) {
            double d = value - mean;
            second += d * d;
            third += d * d * d;
            fourth += d * d * d * d;
        }
        int n = values.length;
        double variance = second / n;
        boolean flat = !(variance > 0);
        return new Moments(
                n,
                mean,
                n < 2 ? 0 : StrictMath.sqrt(second / (n - 1)),
                flat ? 0 : third / n / (variance * StrictMath.sqrt(variance)),
                flat ? 3 : fourth / n / (variance * variance));
    }

    /// NaN for no values at all.
    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /// Mean over deviation per period; 0 where nothing varies.
    public double sharpe() {
        return deviation > 0 ? mean / deviation : 0;
    }
}
