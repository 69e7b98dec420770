package ats.services.continuouslearning;

import ats.engine.store.ActionStore;
import ats.engine.store.MarketStore;
import ats.learning.store.ForecastStore;
import ats.learning.store.JobStore;
import ats.learning.store.ModelStore;
import ats.learning.store.MonitorStore;
import ats.learning.store.RequestStore;
import ats.learning.store.VectorStore;

/// The database, by what it is asked for.
public record Stores(
        JobStore jobs,
        ModelStore models,
        Watch watch,
        RequestStore requests,
        MarketStore bars,
        ActionStore actions) {

    /// What is watched, and what was seen.
    public record Watch(VectorStore vectors, ForecastStore forecasts, MonitorStore monitor) {}
}
