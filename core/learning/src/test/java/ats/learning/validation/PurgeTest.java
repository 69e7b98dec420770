package ats.learning.validation;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.learning.statistics.Correlation;

import org.junit.jupiter.api.Test;

/// Returns that nobody can foresee, with labels of 20 bars: a learner that only remembers what came
/// at about the same time looks like a prophet, unless the rows that share its answer are purged.
final class PurgeTest {

    private static final int ROWS = 900;
    private static final int HORIZON = 20;
    private static final int FOLDS = 180;

    @Test
    void withoutPurgingMemoryLooksLikeForesight() {
        assertThat(skill(false)).isGreaterThan(.7);
    }

    @Test
    void purgingShowsThatThereIsNone() {
        assertThat(skill(true)).isBetween(-.15, .15);
    }

    private static double skill(boolean purged) {
        double sum = 0;
        for (long seed = 0; seed < 10; seed++) {
            var labels = labels(new Random(seed));
            var from = LongStream.range(0, ROWS).toArray();
            var to = purged ? LongStream.range(HORIZON, ROWS + HORIZON).toArray() : from;
            var said = new double[ROWS];
            for (var fold : Folds.purged(new Spans(from, to), FOLDS, 0)) {
                for (int row : fold.testRows()) {
                    said[row] = labels[nearest(fold.train(), row)];
                }
            }
            sum += Correlation.spearman(said, labels) / 10;
        }
        return sum;
    }

    /// What is remembered of the row closest in time.
    private static int nearest(int[] train, int row) {
        int found = -Arrays.binarySearch(train, row) - 1;
        if (found == 0) {
            return train[0];
        }
        boolean before = found == train.length || row - train[found - 1] <= train[found] - row;
        return before ? train[found - 1] : train[found];
    }

    private static double[] labels(Random random) {
        var returns = random.doubles(ROWS + HORIZON + 1, -1, 1).toArray();
        return IntStream.range(0, ROWS)
                .mapToDouble(
                        row ->
                                IntStream.rangeClosed(1, HORIZON)
                                        .mapToDouble(ahead -> returns[row + ahead])
                                        .sum())
                .toArray();
    }
}
