package ats.learning.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;

final class FoldsTest {

    @Test
    void purgesTenRowsInFiveFolds() {
        assertThat(trains(Folds.purged(spans(10, 2, 9), 5, 1)))
                .containsExactly("5-9", "7-9", "0-1 9", "0-3", "0-5");
    }

    @Test
    void purgesTwentyRowsInFourFolds() {
        assertThat(trains(Folds.purged(spans(20, 3, 19), 4, 1)))
                .containsExactly("9-19", "0-1 14-19", "0-6 19", "0-11");
    }

    @Test
    void choosesGroupsInEveryWay() {
        assertThat(trains(Folds.combinatorial(spans(12, 0, 99), 3, 2, 0)))
                .containsExactly("8-11", "4-7", "0-3");
        assertThat(trains(Folds.combinatorial(spans(12, 1, 99), 3, 2, 0)))
                .containsExactly("9-11", "5-6", "0-2");
        assertThat(trains(Folds.combinatorial(spans(12, 0, 99), 3, 2, 1)))
                .containsExactly("9-11", "5-7", "0-3");
    }

    @Test
    void givesTheRemainderToTheLastGroup() {
        assertThat(Block.divide(12, 5)).extracting(Block::rows).containsExactly(2, 2, 2, 2, 4);
        assertThat(Folds.combinatorial(spans(12, 0, 99), 5, 2, 0)).hasSize(10);
        assertThat(Folds.paths(5, 2)).hasNumberOfRows(4);
        assertThat(Folds.combinatorial(spans(12, 0, 99), 6, 2, 0)).hasSize(15);
        assertThat(Folds.paths(6, 2)).hasNumberOfRows(5);
    }

    @Test
    void everyPathTakesEachGroupFromAFoldThatTestedItAndNoneTwice() {
        var folds = Folds.combinatorial(spans(30, 0, 99), 6, 3, 0);
        var blocks = Block.divide(30, 6);
        var paths = Folds.paths(6, 3);
        assertThat(paths).hasNumberOfRows(10);
        for (int group = 0; group < 6; group++) {
            var used = new TreeSet<Integer>();
            for (var path : paths) {
                assertThat(folds.get(path[group]).test()).contains(blocks.get(group));
                assertThat(used.add(path[group])).isTrue();
            }
        }
    }

    @Test
    void walksForwardWithAGapOfLabelAndEmbargo() {
        var folds = Folds.walkForward(spans(20, 3, 99), Block.divide(20, 4), 2);
        // row 0 + 3 + 2 < 5: nothing else is over in time
        assertThat(trains(folds)).containsExactly("", "0-4", "0-9");
        assertThat(folds.getFirst().test()).containsExactly(new Block(5, 10));
    }

    @Test
    void keepsRowsOfOneInstantTogether() {
        long[] instants = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};
        assertThat(Block.divide(instants, 3))
                .containsExactly(new Block(0, 6), new Block(6, 9), new Block(9, 12));
        assertThatThrownBy(() -> Block.divide(new long[] {1, 1, 1, 1}, 2))
                .hasMessageContaining("too few instants for 2 blocks");
    }

    @Test
    void noLabelOfATestSharesAMomentWithOneThatTeaches() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            int rows = 20 + random.nextInt(60);
            var spans = randomSpans(random, rows);
            long embargo = random.nextInt(5);
            var folds = new ArrayList<>(Folds.purged(spans, 2 + random.nextInt(6), embargo));
            folds.addAll(Folds.combinatorial(spans, 5, 2, embargo));
            folds.addAll(Folds.walkForward(spans, Block.divide(rows, 4), embargo));
            for (var fold : folds) {
                for (int test : fold.testRows()) {
                    for (int train : fold.train()) {
                        assertThat(spans.overlap(train, test))
                                .describedAs("seed %d, rows %d and %d", seed, train, test)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void purgesNoMoreThanItMust() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var spans = randomSpans(random, 40);
            long embargo = random.nextInt(4);
            for (var fold : Folds.purged(spans, 4, embargo)) {
                var block = fold.test().getFirst();
                var slow = new ArrayList<Integer>();
                for (int row = 0; row < 40; row++) {
                    boolean touches = false;
                    for (int bar = first(spans, block);
                            bar <= last(spans, block) + embargo;
                            bar++) {
                        touches |= spans.from()[row] <= bar && bar <= spans.to()[row];
                    }
                    if (!touches) {
                        slow.add(row);
                    }
                }
                assertThat(fold.train())
                        .describedAs("seed %d", seed)
                        .containsExactly(slow.stream().mapToInt(row -> row).toArray());
            }
        }
    }

    private static int first(Spans spans, Block block) {
        return (int) IntStream.of(block.indices()).mapToLong(i -> spans.from()[i]).min().orElse(0);
    }

    private static int last(Spans spans, Block block) {
        return (int) IntStream.of(block.indices()).mapToLong(i -> spans.to()[i]).max().orElse(0);
    }

    private static Spans randomSpans(Random random, int rows) {
        var from = new long[rows];
        var to = new long[rows];
        long at = 0;
        for (int row = 0; row < rows; row++) {
            at += random.nextInt(4);
            from[row] = at;
            to[row] = at + random.nextInt(12);
        }
        return new Spans(from, to);
    }

    private static Spans spans(int rows, int length, int last) {
        var from = LongStream.range(0, rows).toArray();
        return new Spans(from, LongStream.of(from).map(i -> Math.min(i + length, last)).toArray());
    }

    private static List<String> trains(List<Fold> folds) {
        return folds.stream().map(fold -> ranges(fold.train())).toList();
    }

    private static String ranges(int[] rows) {
        var text = new StringJoiner(" ");
        int start = 0;
        for (int index = 0; index < rows.length; index++) {
            if (index + 1 == rows.length || rows[index + 1] != rows[index] + 1) {
                var from = rows[start];
                text.add(start == index ? "" + from : from + "-" + rows[index]);
                start = index + 1;
            }
        }
        return text.toString();
    }
}
