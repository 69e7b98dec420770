package ats.learning.model;

import module java.base;

import ats.learning.table.Table;

/// The rows of a table that teach.
///
/// @param featureSet the hash of the feature set that the columns come from
/// @param weights how much each of these rows counts; empty if all count alike
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
public record TrainingSet(Table table, String featureSet, int[] rows, float[] weights) {

    public TrainingSet {
        if (rows.length == 0) {
            throw new IllegalArgumentException("no rows to learn from");
        }
        if (weights.length != 0 && weights.length != rows.length) {
            throw new IllegalArgumentException(
                    weights.length + " weights for " + rows.length + " rows");
        }
    }

    public TrainingSet(Table table, String featureSet, int[] rows) {
        this(table, featureSet, rows, new float[0]);
    }

    public int columns() {
        return table.names().size();
    }

    public float[] labels() {
        var labels = new float[rows.length];
        for (int index = 0; index < rows.length; index++) {
            labels[index] = table.outcomes().label().at(rows[index]);
        }
        return labels;
    }
}
