package ats.learning.store;

import module java.base;

import ats.domain.Symbol;

/// What models said, and what came of it.
public interface ForecastStore {

    /// What was said was said: one that is there already stays as it is.
    void save(List<Forecast> forecasts);

    /// Fills in what came, over what was filled in before; a forecast that is not there is ignored.
    void realize(List<Outcome> outcomes);

    /// Those with `from <= at < to`, by time, then symbol; the outcome is NaN while it is open.
    List<Judged> read(String model, long from, long to);

    /// How many there are, by model.
    SortedMap<String, Long> counts();

    record Forecast(String model, Symbol symbol, long at, double value) {}

    record Outcome(String model, Symbol symbol, long at, double value) {}

    record Judged(Symbol symbol, long at, double forecast, double outcome) {}
}
