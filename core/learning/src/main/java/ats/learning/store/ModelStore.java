package ats.learning.store;

import module java.base;

import ats.learning.store.ModelRecord.Step;

/// The registry of models.
public interface ModelStore {

    /// A model, which starts as a candidate, with what was tried to get it, in one transaction. A
    /// model and a job's trial of a configuration that are told twice are there once, as first
    /// told.
    void register(ModelRecord model, List<Trial> trials);

    /// All trials ever, oldest first; also those that led to no model.
    List<Trial> trials();

    /// All steps or none, in their order; refused with an IllegalStateException when a model is not
    /// where its step starts, or when there would be two champions after the last one.
    void move(List<Step> steps);

    Optional<ModelRecord> champion();

    Optional<ModelRecord> find(String hash);

    /// Newest first.
    List<ModelRecord> all();

    /// Oldest first.
    List<Step> history();
}
