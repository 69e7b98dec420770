package ats.learning.study;

import module java.base;

import ats.learning.forest.FlatForest;
import ats.learning.statistics.Moments;
import ats.learning.table.Table;

/// What was said of some rows, and what one would have held for it.
///
/// @param values the forecasts
/// @param positions from -1 to 1
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
record Forecasts(int[] rows, double[] values, double[] positions) {

    /// A position is how far a forecast is from what the model usually says, in deviations. What it
    /// usually says is known from the rows that taught it, without a look at the future.
    static Forecasts of(FlatForest forest, Table table, int[] train, int[] rows) {
        var usual = Moments.of(all(forest, table, train));
        var values = all(forest, table, rows);
        var positions = new double[rows.length];
        for (int index = 0; index < rows.length && usual.deviation() > 0; index++) {
            double distance = (values[index] - usual.mean()) / usual.deviation();
            positions[index] = Math.clamp(distance, -1.0, 1.0);
        }
        return new Forecasts(rows, values, positions);
    }

    private static double[] all(FlatForest forest, Table table, int[] rows) {
        var evaluator = forest.evaluator();
        var row = new float[forest.features()];
        var values = new double[rows.length];
        for (int index = 0; index < rows.length; index++) {
            table.copy(rows[index], row);
            values[index] = evaluator.predict(row);
        }
        return values;
    }

    static Forecasts joined(List<Forecasts> parts) {
        return new Forecasts(
                parts.stream().flatMapToInt(part -> IntStream.of(part.rows)).toArray(),
                parts.stream().flatMapToDouble(part -> DoubleStream.of(part.values)).toArray(),
                parts.stream().flatMapToDouble(part -> DoubleStream.of(part.positions)).toArray());
    }

    /// Those whose labels were known before this instant.
    Forecasts known(Table table, long before) {
        var kept =
                IntStream.range(0, rows.length)
                        .filter(index -> table.outcomes().to().at(rows[index]) < before)
                        .toArray();
        return new Forecasts(
                IntStream.of(kept).map(index -> rows[index]).toArray(),
                IntStream.of(kept).mapToDouble(index -> values[index]).toArray(),
                IntStream.of(kept).mapToDouble(index -> positions[index]).toArray());
    }

    int count() {
        return rows.length;
    }
}
