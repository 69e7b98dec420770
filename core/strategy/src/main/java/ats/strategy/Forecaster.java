package ats.strategy;

import module java.base;

/// A model as a strategy sees it: one row of features in, one number out.
public interface Forecaster {

    /// The hash of the model's bytes.
    String modelHash();

    /// The forecast for one row, in the order of the feature set; NaN where a feature is missing.
    /// An empty answer means that the model cannot judge this row.
    OptionalDouble forecast(FloatBuffer features);
}
