package ats.learning.store;

import module java.base;

/// What the watch over models and features has seen.
public interface MonitorStore {

    void save(List<DriftRow> rows);

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
