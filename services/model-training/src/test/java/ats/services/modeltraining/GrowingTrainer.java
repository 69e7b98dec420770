package ats.services.modeltraining;

import module java.base;

import ats.learning.forest.FlatForest;
import ats.learning.forest.Output;
import ats.learning.forest.Tree;
import ats.learning.model.Checkpoint;
import ats.learning.model.Model;
import ats.learning.model.Parameters;
import ats.learning.model.Progress;
import ats.learning.model.Trainer;
import ats.learning.model.TrainingSet;

/// Grows trees on what the ones before left over, keeps a checkpoint of every second one, and dies
/// when it is told to, as a process does: without a word.
final class GrowingTrainer implements Trainer {

    private static final int TREES = 6;
    private static final int CHECKPOINT_EVERY = 2;

    private final int most;
    private int grown;

    /// The end of a process.
    static final class Killed extends Error {
        @Serial private static final long serialVersionUID = 1L;
    }

    /// Dies after so many trees.
    GrowingTrainer(int most) {
        this.most = most;
    }

    int grown() {
        return grown;
    }

    @Override
    public String name() {
        return "growing";
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public Model train(TrainingSet rows, Parameters parameters, Progress progress) {
        var trees = new ArrayList<Tree>();
        progress.kept().ifPresent(kept -> trees.addAll(FlatForest.parse(kept.bytes()).trees()));
        while (trees.size() < TREES) {
            if (!progress.goOn((double) trees.size() / TREES)) {
                throw new CancellationException("given up");
            }
            if (grown == most) {
                throw new Killed();
            }
            trees.add(next(rows, parameters.whole("feature", 0), forest(rows, trees)));
            grown++;
            if (trees.size() % CHECKPOINT_EVERY == 0) {
                progress.keep(new Checkpoint(trees.size(), forest(rows, trees).bytes()));
            }
        }
        var bytes = forest(rows, trees).bytes();
        return new Model(bytes, bytes);
    }

    private static FlatForest forest(TrainingSet rows, List<Tree> trees) {
        return new FlatForest(rows.columns(), rows.featureSet(), Output.VALUE, 0, trees);
    }

    private static Tree next(TrainingSet rows, int feature, FlatForest before) {
        var evaluator = before.evaluator();
        var features = rows.table().features();
        var labels = rows.labels();
        var sums = new double[2];
        var counts = new int[2];
        for (int index = 0; index < labels.length; index++) {
            var values = new float[features.size()];
            for (int column = 0; column < values.length; column++) {
                values[column] = features.get(column).at(rows.rows()[index]);
            }
            int side = values[feature] < 0 ? 0 : 1;
            sums[side] += labels[index] - evaluator.predict(values);
            counts[side]++;
        }
        return new Tree(
                new int[] {feature, Tree.LEAF, Tree.LEAF},
                new float[] {
                    0, (float) (0.5 * sums[0] / counts[0]), (float) (0.5 * sums[1] / counts[1])
                },
                new int[] {1, 0, 0},
                new boolean[3]);
    }
}
