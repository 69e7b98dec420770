package ats.adapters.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.learning.forest.FlatForest;
import ats.learning.forest.Output;
import ats.learning.model.Model;
import ats.learning.model.Parameters;
import ats.learning.model.Progress;
import ats.learning.model.TrainingSet;
import ats.platform.Fault;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XgboostTrainerTest {

    private static final XgboostSettings ONE_THREAD =
            new XgboostSettings(1, XgboostSettings.Device.CPU, 5);
    private static final XgboostSettings TWO_THREADS =
            new XgboostSettings(2, XgboostSettings.Device.CPU, 5);
    private static final Parameters SMALL = Parameters.parse("trees=24,max_depth=4", 9);

    private final XgboostTrainer trainer = new XgboostTrainer(ONE_THREAD);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | trees=100,max_depth=6",
                "2 | trees=100,max_depth=6,objective=binary:logistic",
                "3 | trees=30,max_depth=2,eta=0.9,objective=reg:pseudohubererror",
                "4 | trees=7,max_depth=10,min_child_weight=0",
                "5 | trees=3,max_depth=0,max_leaves=40,grow_policy=lossguide",
                "6 | trees=50,max_depth=3,objective=binary:logistic,scale_pos_weight=3"
            })
    void saysBitForBitWhatTheLibrarySays(long seed, String parameters) throws XGBoostError {
        var set = Sets.random(seed, 3000, 12);
        var model = trainer.train(set, Parameters.parse(parameters, seed), Progress.NONE);
        var random = new Random(seed + 100);
        int rows = 20_000;
        var values = new float[rows * 12];
        for (int index = 0; index < values.length; index++) {
            values[index] = Sets.value(random);
        }
        var margins = library(model, values, rows);
        var evaluator = model.flat().evaluator();
        var different = new ArrayList<Integer>();
        for (int row = 0; row < rows; row++) {
            float margin = evaluator.margin(Arrays.copyOfRange(values, row * 12, row * 12 + 12));
            if (Float.floatToRawIntBits(margin) != Float.floatToRawIntBits(margins[row][0])) {
                different.add(row);
            }
        }
        assertThat(different).describedAs("seed %d", seed).isEmpty();
        assertThat(DoubleStream.iterate(0, i -> i + 1).limit(rows).map(i -> margins[(int) i][0]))
                .describedAs("a forest that tells rows apart")
                .matches(all -> all.stream().distinct().count() > 10);
    }

    private static float[][] library(Model model, float[] values, int rows) throws XGBoostError {
        try {
            var booster = XGBoost.loadModel(model.original());
            var matrix = new DMatrix(values, rows, values.length / rows, Float.NaN);
            try {
                return booster.predict(matrix, true);
            } finally {
                matrix.dispose();
                booster.dispose();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void goesOnFromACheckpointToTheSameBytes() {
        var set = Sets.random(3, 2000, 6);
        var whole = trainer.train(set, SMALL, Progress.NONE);
        for (int killedAt : new int[] {1, 5, 13, 23}) {
            var cut = new Sets.Cut(killedAt);
            assertThatThrownBy(() -> trainer.train(set, SMALL, cut))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("cancelled after " + killedAt + " of 24 trees");
            var again = new Sets.Cut(Integer.MAX_VALUE);
            again.kept = cut.kept;
            assertThat(cut.kept.isPresent()).isEqualTo(killedAt >= 5);
            var resumed = new XgboostTrainer(ONE_THREAD).train(set, SMALL, again);
            assertThat(resumed.original())
                    .describedAs("killed at %d", killedAt)
                    .isEqualTo(whole.original());
            assertThat(resumed.forest()).isEqualTo(whole.forest());
        }
    }

    @Test
    void threadsChangeNoByte() {
        var set = Sets.random(4, 4000, 8);
        var one = trainer.train(set, SMALL, Progress.NONE);
        var two = new XgboostTrainer(TWO_THREADS).train(set, SMALL, Progress.NONE);
        assertThat(two.original()).isEqualTo(one.original());
        assertThat(two.id()).isEqualTo(one.id()).hasSize(64);
    }

    @Test
    void theSeedChangesWhatIsDrawn() {
        var set = Sets.random(4, 1000, 8);
        var one = trainer.train(set, SMALL, Progress.NONE);
        var other = trainer.train(set, new Parameters(SMALL.values(), 10), Progress.NONE);
        assertThat(other.id()).isNotEqualTo(one.id());
    }

    @Test
    void weighsRows() {
        var set = Sets.random(4, 1000, 4);
        var weights = new float[1000];
        Arrays.fill(weights, 0, 500, 1);
        Arrays.fill(weights, 500, 1000, .01f);
        var weighed = new TrainingSet(set.table(), "set", set.rows(), weights);
        assertThat(trainer.train(weighed, SMALL, Progress.NONE).id())
                .isNotEqualTo(trainer.train(set, SMALL, Progress.NONE).id());
    }

    @Test
    void learnsWhetherALabelIsPositive() {
        var set = Sets.random(5, 3000, 4);
        var parameters = Parameters.parse("trees=30,objective=binary:logistic", 1);
        var forest = trainer.train(set, parameters, Progress.NONE).flat();
        assertThat(forest.output()).isEqualTo(Output.PROBABILITY);
        assertThat(forest.featureSet()).isEqualTo("set");
        assertThat(forest.evaluator().predict(new float[] {2, 1, 0, 0})).isBetween(.8f, 1f);
        assertThat(forest.evaluator().predict(new float[] {-2, 0, 0, 0})).isBetween(0f, .2f);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertRefused("depth=4", "no parameter depth here; there are [alpha, ");
        assertRefused("objective=rank:ndcg", "no objective rank:ndcg here");
        assertRefused("trees=0", "a model of 0 trees");
        assertRefused("max_depth=-3", "XGBoost refused to train");
    }

    private void assertRefused(String parameters, String why) {
        var set = Sets.random(1, 100, 3);
        assertThatThrownBy(() -> trainer.train(set, Parameters.parse(parameters, 1), Progress.NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(why)
                .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("\n"));
    }

    @Test
    void refusesACheckpointOfAnotherTraining() {
        var cut = new Sets.Cut(8);
        assertThatThrownBy(() -> trainer.train(Sets.random(1, 500, 3), SMALL, cut))
                .isInstanceOf(CancellationException.class);
        var other = new Sets.Cut(99);
        other.kept = cut.kept;
        assertThatThrownBy(() -> trainer.train(Sets.random(1, 500, 4), SMALL, other))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("the checkpoint of 5 trees is of another training");
    }

    @Test
    void refusesToFlattenWhatIsNoModel() {
        assertThatThrownBy(() -> Flattening.of(new byte[] {'{', 'i', 1, 'a', 'T', '}'}, "set"))
                .hasMessageContaining("no model of trees that XGBoost wrote: it has no learner");
        var bytes = trainer.train(Sets.random(1, 300, 3), SMALL, Progress.NONE).original();
        for (int length = 0; length < bytes.length; length += 97) {
            int end = length;
            assertThatThrownBy(() -> Flattening.of(Arrays.copyOf(bytes, end), "set"))
                    .isInstanceOf(Fault.class);
        }
        assertThat(Flattening.of(bytes, "set")).isInstanceOf(FlatForest.class);
    }

    @Test
    void namesItsLibrary() {
        assertThat(trainer.name()).isEqualTo("xgboost 3.4.0");
    }
}
