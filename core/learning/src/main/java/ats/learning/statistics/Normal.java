package ats.learning.statistics;

/// The standard normal distribution, the same bits on every machine.
public final class Normal {

    private static final double ROOT_TWO = StrictMath.sqrt(2);
    private static final double DENSITY_AT_ZERO = 1 / StrictMath.sqrt(2 * StrictMath.PI);

    private Normal() {}

    public static double density(double x) {
        return DENSITY_AT_ZERO * StrictMath.exp(-x * x / 2);
    }

    /// The probability of at most `x`, good to the last digits in both tails.
    public static double probability(double x) {
        double upper = Gamma.upper(0.5, x * x / 2) / 2;
        return x < 0 ? upper : 1 - upper;
    }

    /// The value that is not exceeded with this probability; infinite at 0 and 1.
    public static double quantile(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("no probability: " + probability);
        }
        if (probability == 0 || probability == 1) {
            return probability == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        boolean lower = probability < 0.5;
        double tail = lower ? probability : 1 - probability;
        double x = refined(tail, guess(tail));
        return lower ? -x : x;
    }

    /// A first guess for the upper tail, from the leading terms of the tail's expansion.
    private static double guess(double tail) {
        if (tail > 0.1) {
            return ROOT_TWO * (1 - 2 * tail) * 0.9;
        }
        double t = StrictMath.sqrt(-2 * StrictMath.log(tail));
        return t - StrictMath.log(t * t * 2 * StrictMath.PI) / (2 * t);
    }

    /// Halley's steps on the logarithm-free tail; each triples the digits that are right.
    private static double refined(double tail, double guess) {
        double x = guess;
        for (int step = 0; step < 12; step++) {
            double error = (tail - probability(-x)) / density(x);
            double change = error / (1 - x * error / 2);
            x -= change;
            if (Math.abs(change) <= 1e-15 * Math.max(1, Math.abs(x))) {
                break;
            }
        }
        return x;
    }
}
