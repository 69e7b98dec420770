package ats.learning.statistics;

import module java.base;

/// A series of information coefficients, one per instant or block of time.
///
/// @param values the coefficients in order of time, without those that could not be formed
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
public record Coefficients(double[] values) {

    public Coefficients {
        values = DoubleStream.of(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /// One coefficient per row of the two tables: predictions beside what came of them.
    public static Coefficients linear(double[][] predictions, double[][] returns) {
        return each(predictions, returns, Correlation::pearson);
    }

    public static Coefficients ranked(double[][] predictions, double[][] returns) {
        return each(predictions, returns, Correlation::spearman);
    }

    private static Coefficients each(
            double[][] predictions, double[][] returns, ToDoubleBiFunction<double[], double[]> by) {
        return new Coefficients(
                IntStream.range(0, predictions.length)
                        .mapToDouble(t -> by.applyAsDouble(predictions[t], returns[t]))
                        .toArray());
    }

    /// 0 where there are none.
    public double mean() {
        return values.length == 0 ? 0 : Moments.mean(values);
    }

    /// Mean over deviation: how steady the skill is.
    public double ratio() {
        return values.length < 2 ? 0 : Moments.of(values).sharpe();
    }

    /// Of the mean, with `lag` neighbours on each side taken as dependent, because their labels
    /// overlap.
    public double tStatistic(int lag) {
        double error = NeweyWest.standardError(values, lag);
        return error > 0 ? mean() / error : 0;
    }
}
