package ats.strategy;

import module java.base;

/// A model as a strategy sees it: one row of features in, one number out.
public interface Forecaster {

    /// The hash of the model's bytes.
    String modelHash();

    /// The version of the feature set whose rows it can judge.
    String featureSet();

    /// How large its forecasts usually are: the standard deviation of those that it made of rows it
    /// had not been trained on.
    double scale();

    /// How many bars a forecast looks ahead.
    int horizon();

    /// The forecast of the return over its horizon for one row, in the order of the feature set;
    /// NaN where a feature is missing. An empty answer means that the model cannot judge this row.
    OptionalDouble forecast(FloatBuffer features);
}
