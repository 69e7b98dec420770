package ats.services.modeltraining;

import module java.base;

import ats.learning.forest.FlatForest;
import ats.learning.forest.Output;
import ats.learning.forest.Tree;
import ats.learning.model.Model;
import ats.learning.model.Parameters;
import ats.learning.model.Progress;
import ats.learning.model.Trainer;
import ats.learning.model.TrainingSet;

/// One question of one feature, which the parameters name: exact and quick, for tests.
final class LeafTrainer implements Trainer {

    @Override
    public String name() {
        return "leaves";
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public Model train(TrainingSet rows, Parameters parameters, Progress progress) {
        if (!progress.goOn(1)) {
            throw new CancellationException("given up");
        }
        int feature = parameters.whole("feature", 0);
        var column = rows.table().features().get(feature);
        var labels = rows.labels();
        var sums = new double[2];
        var counts = new int[2];
        for (int index = 0; index < labels.length; index++) {
            int side = column.at(rows.rows()[index]) < 0 ? 0 : 1;
            sums[side] += labels[index];
            counts[side]++;
        }
        var tree =
                new Tree(
                        new int[] {feature, Tree.LEAF, Tree.LEAF},
                        new float[] {
                            0, (float) (sums[0] / counts[0]), (float) (sums[1] / counts[1])
                        },
                        new int[] {1, 0, 0},
                        new boolean[3]);
        var bytes =
                new FlatForest(rows.columns(), rows.featureSet(), Output.VALUE, 0, List.of(tree))
                        .bytes();
        return new Model(bytes, bytes);
    }
}
