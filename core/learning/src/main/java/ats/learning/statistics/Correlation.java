package ats.learning.statistics;

import module java.base;

/// How two series move together.
public final class Correlation {

    private Correlation() {}

    /// Pearson's; NaN where one of them does not vary or there are fewer than two pairs.
    public static double pearson(double[] x, double[] y) {
        same(x, y);
        double meanX = Moments.mean(x);
        double meanY = Moments.mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int index = 0; index < x.length; index++) {
            double dx = x[index] - meanX;
            double dy = y[index] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        return xx > 0 && yy > 0 ? xy / StrictMath.sqrt(xx * yy) : Double.NaN;
    }

    /// Spearman's, by average ranks.
    public static double spearman(double[] x, double[] y) {
        return pearson(ranks(x), ranks(y));
    }

    /// The slope of the line through `y` over `x` with the least squares; NaN where x stands still.
    public static double slope(double[] x, double[] y) {
        same(x, y);
        double meanX = Moments.mean(x);
        double meanY = Moments.mean(y);
        double xx = 0;
        double xy = 0;
        for (int index = 0; index < x.length; index++) {
            xx += (x[index] - meanX) * (x[index] - meanX);
            xy += (x[index] - meanX) * (y[index] - meanY);
        }
        return xx > 0 ? xy / xx : Double.NaN;
    }

    /// Ranks from 1; equal values share the average of theirs.
    public static double[] ranks(double[] values) {
        var order = order(values);
        var ranks = new double[values.length];
        int start = 0;
        while (start < order.length) {
            int end = start + 1;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                end++;
            }
            for (int index = start; index < end; index++) {
                ranks[order[index]] = (start + 1 + end) / 2.0;
            }
            start = end;
        }
        return ranks;
    }

    /// The indices by ascending value; equal ones keep their order.
    public static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> values[index]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void same(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " values beside " + y.length);
        }
    }
}
