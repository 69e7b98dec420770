package ats.learning.drift;

import ats.learning.statistics.Gamma;

/// The population stability index between two samples, and how likely chance alone gives as much.
///
/// @param bins how many were hit by either sample
public record Stability(double index, int bins, int referenceRows, int rows) {

    /// The sum over bins of the shares' difference times the logarithm of their ratio.
    public static double index(double[] reference, double[] current, double floor) {
        if (reference.length != current.length) {
            throw new IllegalArgumentException(reference.length + " bins beside " + current.length);
        }
        double sum = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            if (reference[bin] > 0 || current[bin] > 0) {
                double p = Math.max(reference[bin], floor);
                double q = Math.max(current[bin], floor);
                sum += (p - q) * StrictMath.log(p / q);
            }
        }
        return sum;
    }

    /// Without any drift the index is about a chi-square variable times (1/n + 1/m): large for
    /// small samples, so the index alone says little.
    public double probability() {
        if (bins < 2) {
            return 1;
        }
        double scale = 1.0 / referenceRows + 1.0 / rows;
        return Gamma.chiSquareTail(Math.max(index, 0) / scale, bins - 1);
    }
}
