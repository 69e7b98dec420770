package ats.learning.gate;

import module java.base;

import ats.learning.statistics.Coefficients;
import ats.learning.statistics.Sharpe;
import ats.learning.statistics.Trials;

/// What out-of-sample forecasts showed.
///
/// @param coefficients rank correlations of forecast and return, one per session or block of time
/// @param dependence how many neighbouring coefficients share returns
/// @param sharpe of the daily returns after costs
/// @param trials all configurations ever tried, this study's own among them
/// @param choice what came of choosing; empty where one configuration was tried
/// @param worstFold the lowest mean rank correlation of a fold
/// @param slope of what came over what was forecast
public record Evidence(
        int rows,
        int sessions,
        Coefficients coefficients,
        int dependence,
        Sharpe sharpe,
        Trials trials,
        Optional<Choice> choice,
        double worstFold,
        double slope) {}
