package ats.learning.drift;

import module java.base;

import ats.learning.statistics.Moments;

/// Other ways to say how far two samples are apart.
public final class Distances {

    private static final double LEAST_DEVIATION = 0.001;

    private Distances() {}

    /// The area between the distribution functions, in deviations of the reference.
    public static double wasserstein(double[] reference, double[] current) {
        var a = reference.clone();
        var b = current.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        var edges = DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).sorted().toArray();
        double area = 0;
        int i = 0;
        int j = 0;
        for (int edge = 0; edge + 1 < edges.length; edge++) {
            while (i < a.length && a[i] <= edges[edge]) {
                i++;
            }
            while (j < b.length && b[j] <= edges[edge]) {
                j++;
            }
            double height = Math.abs((double) i / a.length - (double) j / b.length);
            area += height * (edges[edge + 1] - edges[edge]);
        }
        var moments = Moments.of(reference);
        int n = reference.length;
        double deviation = moments.deviation() * StrictMath.sqrt((n - 1.0) / n);
        return area / Math.max(deviation, LEAST_DEVIATION);
    }

    /// Jensen and Shannon's, with logarithms of base 2: 0 for equal shares, 1 for disjoint ones.
    public static double jensenShannon(double[] p, double[] q) {
        double sum = 0;
        for (int bin = 0; bin < p.length; bin++) {
            double middle = (p[bin] + q[bin]) / 2;
            sum += part(p[bin], middle) + part(q[bin], middle);
        }
        return StrictMath.sqrt(Math.max(sum, 0) / 2 / StrictMath.log(2));
    }

    private static double part(double share, double middle) {
        return share > 0 ? share * StrictMath.log(share / middle) : 0;
    }
}
