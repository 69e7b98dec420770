package ats.learning.statistics;

/// The error of a mean whose samples depend on their neighbours.
public final class NeweyWest {

    private NeweyWest() {}

    /// The standard error of the mean with Bartlett weights up to `lag`; with lag 0 the plain one
    /// (n in the denominator). 0 where it cannot be told.
    public static double standardError(double[] values, int lag) {
        int n = values.length;
        if (n < 2 || lag < 0) {
            return 0;
        }
        double mean = Moments.mean(values);
        double sum = covariance(values, mean, 0);
        for (int shift = 1; shift <= Math.min(lag, n - 1); shift++) {
            double weight = 1 - shift / (lag + 1.0);
            sum += 2 * weight * covariance(values, mean, shift);
        }
        return StrictMath.sqrt(Math.max(sum, 0) / n);
    }

    private static double covariance(double[] values, double mean, int shift) {
        double sum = 0;
        for (int index = shift; index < values.length; index++) {
            sum += (values[index] - mean) * (values[index - shift] - mean);
        }
        return sum / values.length;
    }
}
