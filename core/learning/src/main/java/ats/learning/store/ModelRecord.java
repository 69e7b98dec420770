package ats.learning.store;

import module java.base;

import ats.learning.model.Stage;

/// A model as the registry knows it.
///
/// @param hash SHA-256 of the model's bytes, its name everywhere
/// @param card what was done to make and to judge it, as JSON
/// @param trainedTo nothing that was learned later went into it
public record ModelRecord(
        String hash,
        String featureSet,
        String job,
        String card,
        boolean passed,
        long trainedTo,
        long registeredAt,
        Stage stage) {

    /// A step of a model's life; steps are only ever added.
    ///
    /// @param who a person or a service
    public record Step(long at, String hash, Stage from, Stage to, String who, String reason) {}
}
