package ats.adapters.xgboost;

import module java.base;

import ats.learning.model.Checkpoint;
import ats.learning.model.Progress;
import ats.learning.model.TrainingSet;
import ats.learning.table.Floats;
import ats.learning.table.Longs;
import ats.learning.table.Table;

/// Random training sets with missing values, and a progress that is cut off.
final class Sets {

    private Sets() {}

    static TrainingSet random(long seed, int rows, int features) {
        var random = new Random(seed);
        var columns = new float[features][rows];
        var label = new float[rows];
        for (int row = 0; row < rows; row++) {
            for (int feature = 0; feature < features; feature++) {
                columns[feature][row] = value(random);
            }
            float first = columns[0][row];
            float second = columns[1][row];
            label[row] =
                    (Float.isNaN(first) ? .3f : first * .5f)
                            + (Float.isNaN(second) ? 0 : second * second * .2f)
                            + (float) random.nextGaussian() * .5f;
        }
        var at = Longs.of(LongStream.range(0, rows).toArray());
        var keys = new Table.Keys(at, Longs.of(new long[rows]), at);
        var outcomes = new Table.Outcomes(Floats.of(label), at, at, Floats.of(label));
        var names = IntStream.range(0, features).mapToObj(feature -> "f" + feature).toList();
        var table = new Table(names, Stream.of(columns).map(Floats::of).toList(), keys, outcomes);
        return new TrainingSet(table, "set", IntStream.range(0, rows).toArray());
    }

    /// Often missing, sometimes on a grid, so that thresholds are met.
    static float value(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> Float.NaN;
            case 1, 2 -> (random.nextInt(9) - 4) / 4f;
            default -> (float) random.nextGaussian();
        };
    }

    /// Keeps the last checkpoint, and ends a training before the tree that is named.
    static final class Cut implements Progress {
        private final int trees;
        private int asked;
        Optional<Checkpoint> kept = Optional.empty();

        Cut(int trees) {
            this.trees = trees;
        }

        @Override
        public boolean goOn(double fraction) {
            return asked++ < trees;
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            kept = Optional.of(checkpoint);
        }

        @Override
        public Optional<Checkpoint> kept() {
            return kept;
        }
    }
}
