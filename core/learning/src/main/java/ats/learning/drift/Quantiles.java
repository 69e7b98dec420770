package ats.learning.drift;

import module java.base;

/// Where the values of a feature lay when its model learned: the edges of ten bins with an equal
/// share of them each, and the share that was missing. Frozen with the model.
///
/// @param edges between the bins, ascending; a value on an edge belongs to the bin above it
/// @param shares of all rows per bin, the last one that of missing values
/// @param rows how many it was taken from
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
public record Quantiles(double[] edges, double[] shares, int rows) {

    private static final int BINS = 10;

    /// A bin that was never hit would make its term infinite.
    private static final double FLOOR = 1e-4;

    /// By linear interpolation between ordered values; values that are equal make fewer bins.
    public static Quantiles of(float[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values to take quantiles from");
        }
        var present = IntStream.range(0, values.length).mapToDouble(i -> values[i]);
        var ordered = present.filter(value -> !Double.isNaN(value)).sorted().toArray();
        var edges =
                IntStream.range(1, BINS)
                        .filter(_ -> ordered.length > 0)
                        .mapToDouble(bin -> quantile(ordered, (double) bin / BINS))
                        .distinct()
                        .toArray();
        return new Quantiles(edges, shares(counts(edges, values), values.length), values.length);
    }

    static double quantile(double[] ordered, double share) {
        double place = share * (ordered.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ordered.length - 1);
        return ordered[below] + (place - below) * (ordered[above] - ordered[below]);
    }

    /// How many values fall into each bin, the missing ones into the last.
    public static int[] counts(double[] edges, float[] values) {
        var counts = new int[edges.length + 2];
        for (float value : values) {
            counts[bin(edges, value)]++;
        }
        return counts;
    }

    static int bin(double[] edges, float value) {
        if (Float.isNaN(value)) {
            return edges.length + 1;
        }
        int bin = 0;
        while (bin < edges.length && value >= edges[bin]) {
            bin++;
        }
        return bin;
    }

    private static double[] shares(int[] counts, int rows) {
        return IntStream.of(counts).mapToDouble(count -> (double) count / rows).toArray();
    }

    /// How far these values lie from where they lay.
    public Stability against(float[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values to compare");
        }
        var now = shares(counts(edges, values), values.length);
        return new Stability(Stability.index(shares, now, FLOOR), used(now), rows, values.length);
    }

    private int used(double[] now) {
        return (int)
                IntStream.range(0, shares.length)
                        .filter(bin -> shares[bin] > 0 || now[bin] > 0)
                        .count();
    }
}
