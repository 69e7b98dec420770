package ats.learning.model;

/// A training half done, from which a trainer goes on to the same bytes.
///
/// @param trees how many are done
/// @param bytes the trainer's own form of what it has so far
@SuppressWarnings("ArrayRecordComponent") // bytes, never compared
public record Checkpoint(int trees, byte[] bytes) {}
