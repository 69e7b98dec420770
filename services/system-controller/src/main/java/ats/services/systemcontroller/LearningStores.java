package ats.services.systemcontroller;

import ats.features.FeatureSet;
import ats.learning.store.ForecastStore;
import ats.learning.store.JobStore;
import ats.learning.store.ModelStore;
import ats.learning.store.MonitorStore;
import ats.learning.store.RequestStore;
import ats.learning.store.VectorStore;

/// What the learning services keep, and the features that are in use.
public record LearningStores(
        FeatureSet features,
        ModelStore models,
        JobStore jobs,
        RequestStore requests,
        Watched watched) {

    /// What is watched, and what was seen.
    public record Watched(VectorStore vectors, ForecastStore forecasts, MonitorStore monitor) {}
}
