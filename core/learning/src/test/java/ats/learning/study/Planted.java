package ats.learning.study;

import module java.base;

import ats.learning.table.Floats;
import ats.learning.table.Longs;
import ats.learning.table.Table;

/// Tables whose truth is known: daily rows of many symbols, the label of each the return of the
/// days after, of which some part may be foreseen from the first feature.
final class Planted {

    static final long DAY = 86_400_000_000_000L;

    private Planted() {}

    /// @param horizon days that a label lasts
    /// @param strength how much of a day's return the first feature tells; 0 for nothing
    record Shape(int days, int symbols, int features, int horizon, double strength) {}

    static Table table(Shape shape, long seed) {
        var random = new Random(seed);
        int rows = shape.days() * shape.symbols();
        var values = new float[shape.features()][rows];
        var daily = new double[shape.symbols()][shape.days() + shape.horizon() + 1];
        for (int symbol = 0; symbol < shape.symbols(); symbol++) {
            for (int day = 0; day < daily[symbol].length; day++) {
                daily[symbol][day] = random.nextGaussian() / 100;
            }
        }
        for (int day = 0; day < shape.days(); day++) {
            for (int symbol = 0; symbol < shape.symbols(); symbol++) {
                int row = day * shape.symbols() + symbol;
                for (int feature = 0; feature < shape.features(); feature++) {
                    values[feature][row] = (float) random.nextGaussian();
                }
                // what the first feature says comes true over the days of the label
                for (int ahead = 1; ahead <= shape.horizon(); ahead++) {
                    daily[symbol][day + ahead] +=
                            shape.strength() * values[0][row] / 100 / shape.horizon();
                }
            }
        }
        return table(shape, values, daily);
    }

    private static Table table(Shape shape, float[][] values, double[][] daily) {
        int rows = shape.days() * shape.symbols();
        var at = new long[rows];
        var symbols = new long[rows];
        var to = new long[rows];
        var label = new float[rows];
        for (int row = 0; row < rows; row++) {
            int day = row / shape.symbols();
            symbols[row] = row % shape.symbols();
            at[row] = day * DAY;
            to[row] = (day + shape.horizon()) * DAY;
            for (int ahead = 1; ahead <= shape.horizon(); ahead++) {
                label[row] += (float) daily[row % shape.symbols()][day + ahead];
            }
        }
        return of(values, new Table.Keys(Longs.of(at), Longs.of(symbols), Longs.of(at)), label, to);
    }

    static Table of(float[][] values, Table.Keys keys, float[] label, long[] to) {
        return new Table(
                IntStream.range(0, values.length).mapToObj(feature -> "f" + feature).toList(),
                Stream.of(values).map(Floats::of).toList(),
                keys,
                new Table.Outcomes(Floats.of(label), keys.at(), Longs.of(to), Floats.of(label)));
    }

    /// The same rows with their labels dealt out anew, span by span.
    static Table shuffled(Table table, long seed) {
        var order = IntStream.range(0, table.rows()).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));
        var label = new float[table.rows()];
        for (int row = 0; row < label.length; row++) {
            label[row] = table.outcomes().label().at(order.get(row));
        }
        return new Table(
                table.names(),
                table.features(),
                table.keys(),
                new Table.Outcomes(
                        Floats.of(label),
                        table.outcomes().from(),
                        table.outcomes().to(),
                        Floats.of(label)));
    }
}
