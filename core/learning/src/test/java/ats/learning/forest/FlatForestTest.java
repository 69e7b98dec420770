package ats.learning.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

final class FlatForestTest {

    @Test
    void saysBitForBitWhatAskingNodeByNodeSays() {
        for (long seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            int features = 1 + random.nextInt(12);
            var forest = Forests.random(random, random.nextInt(14), features, random.nextInt(9));
            var evaluator = forest.evaluator();
            for (int index = 0; index < 300; index++) {
                var row = Forests.row(random, features);
                float expected = Forests.slow(forest, row);
                assertThat(Float.floatToRawIntBits(evaluator.margin(row)))
                        .describedAs("seed %d, row %s", seed, Arrays.toString(row))
                        .isEqualTo(Float.floatToRawIntBits(expected));
                var buffer = FloatBuffer.allocate(features + 3).put(3, row).position(3);
                assertThat(evaluator.margin(buffer)).isEqualTo(expected);
                assertThat(buffer.position()).isEqualTo(3);
            }
        }
    }

    @Test
    void comesBackFromItsBytes() {
        var forest = Forests.random(new Random(4), 9, 5, 6);
        var back = FlatForest.parse(forest.bytes());
        assertThat(back.bytes()).isEqualTo(forest.bytes());
        assertThat(back.featureSet()).isEqualTo("set");
        var random = new Random(6);
        for (int index = 0; index < 500; index++) {
            var row = Forests.row(random, 5);
            assertThat(back.evaluator().margin(row)).isEqualTo(Forests.slow(forest, row));
        }
    }

    @Test
    void refusesBytesOfWhichAnyWasFlipped() {
        var bytes = Forests.random(new Random(9), 3, 4, 3).bytes();
        for (int index = 0; index < bytes.length; index++) {
            var damaged = bytes.clone();
            damaged[index] ^= (byte) (1 << index % 8);
            assertThatThrownBy(() -> FlatForest.parse(damaged))
                    .describedAs("byte %d", index)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("damaged forest: ");
        }
    }

    @Test
    void refusesBytesThatEndTooSoonOrTooLate() {
        var bytes = Forests.random(new Random(9), 3, 4, 3).bytes();
        for (int length = 0; length < bytes.length; length++) {
            int end = length;
            assertThatThrownBy(() -> FlatForest.parse(Arrays.copyOf(bytes, end)))
                    .describedAs("%d bytes", length)
                    .hasMessageStartingWith("damaged forest: ");
        }
        assertThatThrownBy(() -> FlatForest.parse(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageStartingWith("damaged forest: ");
    }

    @Test
    void refusesTreesThatGoInCircles() {
        assertThatThrownBy(() -> tree(new int[] {0, 0, -1}, new int[] {1, 0, 0}))
                .hasMessageContaining("node 1 has its children at 0");
        assertThatThrownBy(() -> tree(new int[] {0, -1, -1, -1}, new int[] {1, 0, 0, 0}))
                .hasMessageContaining("node 3 has 0 parents");
        assertThatThrownBy(
                        () ->
                                new FlatForest(
                                        2,
                                        "set",
                                        Output.VALUE,
                                        0,
                                        List.of(tree(new int[] {2, -1, -1}, new int[] {1, 0, 0}))))
                .hasMessageContaining("feature 2 of 2");
    }

    @Test
    void refusesARowOfAnotherLength() {
        var evaluator = Forests.random(new Random(1), 2, 3, 2).evaluator();
        assertThatThrownBy(() -> evaluator.margin(new float[4]))
                .hasMessageContaining("4 features, not 3");
        assertThatThrownBy(() -> evaluator.margin(FloatBuffer.allocate(2)))
                .hasMessageContaining("2 features, not 3");
    }

    @Test
    void turnsALogitIntoAProbability() {
        assertThat(Output.PROBABILITY.of(0)).isEqualTo(.5f);
        assertThat(Output.PROBABILITY.of(-2)).isEqualTo((float) (1 / (1 + Math.exp(2))));
        assertThat(Output.VALUE.of(-2)).isEqualTo(-2);
    }

    @Test
    void allocatesNothingForARow() {
        var forest = Forests.random(new Random(12), 40, 8, 6);
        var evaluator = forest.evaluator();
        var row = Forests.row(new Random(13), 8);
        var buffer = FloatBuffer.wrap(row);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float sum = 0;
        long before = 0;
        for (int round = 0; round < 3; round++) {
            before = threads.getCurrentThreadAllocatedBytes();
            for (int index = 0; index < 10_000; index++) {
                sum += evaluator.predict(row) + evaluator.predict(buffer);
            }
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
        assertThat(sum).isNotNaN();
    }

    private static Tree tree(int[] features, int[] left) {
        return new Tree(features, new float[features.length], left, new boolean[features.length]);
    }
}
