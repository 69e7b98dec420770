package ats.learning.store;

import module java.base;

/// What the watch over models and features has seen.
public interface MonitorStore {

    /// One feature of one model at one time is there once, as last told.
    void save(List<DriftRow> rows);

    /// As last told of one model at one time.
    void save(SkillRow row);

    /// The newest look at each feature, by name.
    List<DriftRow> drift();

    /// Newest first.
    List<SkillRow> skill(String model, int count);

    /// One feature compared with what the model was trained on.
    record DriftRow(long at, String model, String feature, double psi, double p, boolean drifted) {}

    /// How well a model's forecasts went with what came, over the newest `count` outcomes.
    record SkillRow(long at, String model, long count, double skill, double error) {}
}
