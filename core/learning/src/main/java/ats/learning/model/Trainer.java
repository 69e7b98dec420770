package ats.learning.model;

/// Makes models; one implementation per library. The same rows, parameters and seed give the same
/// bytes, also when a training was interrupted and went on from its last checkpoint.
public interface Trainer {

    /// The library and its version.
    String name();

    /// The device that trainings really run on.
    String device();

    /// Throws `CancellationException` when `progress` says so.
    Model train(TrainingSet rows, Parameters parameters, Progress progress);
}
