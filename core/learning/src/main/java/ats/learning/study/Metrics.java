package ats.learning.study;

/// What forecasts showed over some stretch of time.
///
/// @param correlation mean linear correlation of forecast and return
/// @param rankCorrelation mean rank correlation
/// @param rankT its t-statistic under labels that overlap
/// @param sharpe per session, after costs, by the long-run deviation
/// @param sharpeError its standard error
/// @param meanReturn per session, after costs
/// @param hits the share of forecasts, around their usual value, whose sign came true
/// @param slope of what came over what was forecast
public record Metrics(
        int rows,
        int sessions,
        double correlation,
        double rankCorrelation,
        double rankT,
        double sharpe,
        double sharpeError,
        double meanReturn,
        double hits,
        double slope) {}
