package ats.adapters.xgboost;

import module java.base;

import ats.learning.forest.FlatForest;
import ats.learning.model.TrainingSet;
import ats.platform.Fault;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Rows of a training set in the form that the library takes.
record Rows(TrainingSet set, boolean yesOrNo) {

    DMatrix matrix() throws XGBoostError {
        var matrix = matrix(set.rows().length);
        matrix.setLabel(labels());
        if (set.weights().length > 0) {
            matrix.setWeight(set.weights());
        }
        return matrix;
    }

    private DMatrix matrix(int rows) throws XGBoostError {
        return new DMatrix(values(rows), rows, set.columns(), Float.NaN);
    }

    private float[] values(int rows) {
        int columns = set.columns();
        if ((long) rows * columns > Integer.MAX_VALUE - 8) {
            throw Fault.misuse(
                    "%d rows of %d features are more than one training takes: choose fewer"
                            .formatted(rows, columns));
        }
        var values = new float[rows * columns];
        for (int column = 0; column < columns; column++) {
            var from = set.table().features().get(column);
            for (int row = 0; row < rows; row++) {
                values[row * columns + column] = from.at(set.rows()[row]);
            }
        }
        return values;
    }

    private float[] labels() {
        var labels = set.labels();
        for (int row = 0; row < labels.length && yesOrNo; row++) {
            labels[row] = labels[row] > 0 ? 1 : 0;
        }
        return labels;
    }

    /// The first rows, by the library and by the forest.
    void compare(Booster booster, FlatForest forest, int most) throws XGBoostError {
        int rows = Math.min(most, set.rows().length);
        var matrix = matrix(rows);
        try {
            var margins = booster.predict(matrix, true);
            var evaluator = forest.evaluator();
            var row = new float[set.columns()];
            for (int index = 0; index < rows; index++) {
                set.table().copy(set.rows()[index], row);
                float margin = evaluator.margin(row);
                if (Float.floatToRawIntBits(margin) != Float.floatToRawIntBits(margins[index][0])) {
                    throw Fault.corrupt(
                            "the flattened model says %s where XGBoost says %s"
                                    .formatted(margin, margins[index][0]));
                }
            }
        } finally {
            matrix.dispose();
        }
    }
}
