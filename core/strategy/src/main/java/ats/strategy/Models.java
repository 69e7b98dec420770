package ats.strategy;

/// Where a strategy finds the model that a change names. The service loads it, and verifies its
/// bytes, before it tells the change.
@FunctionalInterface
public interface Models {

    /// Throws an IllegalArgumentException that names the hash when there is no such model.
    Forecaster of(String modelHash);

    static Models none() {
        return modelHash -> {
            throw new IllegalArgumentException("there is no model " + modelHash + " here");
        };
    }
}
