package ats.learning.model;

import module java.base;

import ats.learning.forest.FlatForest;

/// A trained model.
///
/// @param forest the bytes of its flattened form, which make its identity
/// @param original the trainer's own form
@SuppressWarnings("ArrayRecordComponent") // bytes, never compared
public record Model(byte[] forest, byte[] original) {

    /// The SHA-256 of the flattened form, in hex.
    public String id() {
        return hash(forest);
    }

    public FlatForest flat() {
        return FlatForest.parse(forest);
    }

    static String hash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
