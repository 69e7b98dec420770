package ats.learning.store;

import module java.base;

/// What people ask of learning; kept until it is done, with what came of it.
public interface RequestStore {

    /// False when it is there already.
    boolean record(Request request);

    /// Oldest first.
    List<Request> pending();

    /// The first outcome stays; a request that is unknown is ignored.
    void handled(String id, String outcome);

    /// What came of it, once it is handled.
    Optional<String> outcome(String id);

    /// @param subject a model's hash or a job's id; empty where the kind needs none
    /// @param reason why, in the issuer's words; may be empty
    record Request(String id, String issuer, Kind kind, String subject, String reason, long at) {}

    /// What can be asked for.
    enum Kind {
        TRAIN,
        CANCEL,
        PROMOTE,
        ROLLBACK
    }
}
