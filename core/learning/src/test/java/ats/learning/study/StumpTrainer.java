package ats.learning.study;

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

/// Boosts trees of one question each: small, exact and quick, for tests. Checkpoints are forests.
final class StumpTrainer implements Trainer {

    private static final float[] THRESHOLDS = {-1.2f, -.6f, 0, .6f, 1.2f};

    int trees;

    @Override
    public String name() {
        return "stumps";
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public Model train(TrainingSet rows, Parameters parameters, Progress progress) {
        int wanted = parameters.whole("trees", 4);
        float rate = parameters.whole("percent", 30) / 100f;
        var kept = progress.kept().map(Checkpoint::bytes).map(FlatForest::parse);
        var grown = new ArrayList<>(kept.map(FlatForest::trees).orElse(List.of()));
        while (grown.size() < wanted) {
            if (!progress.goOn((double) grown.size() / wanted)) {
                throw new CancellationException("cancelled after " + grown.size());
            }
            grown.add(stump(rows, residuals(rows, forest(rows, grown)), rate));
            trees++;
            progress.keep(new Checkpoint(grown.size(), forest(rows, grown).bytes()));
        }
        progress.goOn(1);
        var bytes = forest(rows, grown).bytes();
        return new Model(bytes, bytes);
    }

    private static FlatForest forest(TrainingSet rows, List<Tree> trees) {
        return new FlatForest(rows.columns(), rows.featureSet(), Output.VALUE, 0, trees);
    }

    private static float[] residuals(TrainingSet rows, FlatForest forest) {
        var evaluator = forest.evaluator();
        var row = new float[rows.columns()];
        var residuals = rows.labels();
        for (int index = 0; index < residuals.length; index++) {
            rows.table().copy(rows.rows()[index], row);
            residuals[index] -= evaluator.margin(row);
        }
        return residuals;
    }

    private static Tree stump(TrainingSet rows, float[] residuals, float rate) {
        double best = -1;
        Tree found = null;
        for (int feature = 0; feature < rows.columns(); feature++) {
            var column = rows.table().features().get(feature);
            for (float threshold : THRESHOLDS) {
                double[] sums = new double[2];
                int[] counts = new int[2];
                for (int index = 0; index < residuals.length; index++) {
                    int side = column.at(rows.rows()[index]) < threshold ? 0 : 1;
                    sums[side] += residuals[index];
                    counts[side]++;
                }
                double gain =
                        sums[0] * sums[0] / (counts[0] + 1) + sums[1] * sums[1] / (counts[1] + 1);
                if (gain > best) {
                    best = gain;
                    found = stump(feature, threshold, leaf(sums, counts, 0), leaf(sums, counts, 1));
                    found.values()[1] *= rate;
                    found.values()[2] *= rate;
                }
            }
        }
        return Objects.requireNonNull(found);
    }

    private static float leaf(double[] sums, int[] counts, int side) {
        return (float) (sums[side] / (counts[side] + 1));
    }

    private static Tree stump(int feature, float threshold, float left, float right) {
        return new Tree(
                new int[] {feature, Tree.LEAF, Tree.LEAF},
                new float[] {threshold, left, right},
                new int[] {1, 0, 0},
                new boolean[3]);
    }
}
