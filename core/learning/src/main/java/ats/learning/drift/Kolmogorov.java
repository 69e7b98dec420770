package ats.learning.drift;

import module java.base;

/// The largest distance between two samples' distribution functions, and how likely chance alone
/// gives as much.
public record Kolmogorov(double distance, double probability) {

    /// Up to this product of sizes the probability is exact, if no value is in both samples.
    private static final long EXACT = 10_000;

    private static final double PRECISION = 1e-12;

    public static Kolmogorov of(double[] one, double[] other) {
        if (one.length == 0 || other.length == 0) {
            throw new IllegalArgumentException(
                    "samples of " + one.length + " and " + other.length + " values");
        }
        var a = one.clone();
        var b = other.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        // as a whole number of steps of 1/(n m), free of rounding
        long most = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            most = Math.max(most, Math.abs((long) i * b.length - (long) j * a.length));
        }
        double distance = (double) most / ((double) a.length * b.length);
        double probability =
                (long) a.length * b.length <= EXACT
                        ? exact(a.length, b.length, most)
                        : asymptotic(
                                StrictMath.sqrt(
                                                (double) a.length
                                                        * b.length
                                                        / (a.length + b.length))
                                        * distance);
        return new Kolmogorov(distance, probability);
    }

    /// The probability of a scaled distance of at least `lambda` in large samples.
    public static double asymptotic(double lambda) {
        if (lambda < 0.2) {
            return 1; // to the last digit, and the series does not converge
        }
        double sum = 0;
        double sign = 1;
        for (int term = 1; term < 100; term++) {
            double value = StrictMath.exp(-2.0 * term * term * lambda * lambda);
            sum += sign * value;
            sign = -sign;
            if (value < PRECISION * PRECISION) {
                break;
            }
        }
        return Math.clamp(2 * sum, 0.0, 1.0);
    }

    /// Of all ways to order the two samples, the share that strays at least so far: the paths over
    /// the lattice that stay inside are counted as shares, so nothing overflows.
    private static double exact(int n, int m, long most) {
        var inside = new double[m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                boolean strays = Math.abs((long) i * m - (long) j * n) >= most;
                if (strays && most > 0) {
                    inside[j] = 0;
                } else if (i == 0 && j == 0) {
                    inside[j] = 1;
                } else {
                    double fromLeft = j == 0 ? 0 : inside[j - 1] * j / (i + j);
                    double fromAbove = i == 0 ? 0 : inside[j] * i / (i + j);
                    inside[j] = fromLeft + fromAbove;
                }
            }
        }
        return most == 0 ? 1 : Math.clamp(1 - inside[m], 0.0, 1.0);
    }
}
