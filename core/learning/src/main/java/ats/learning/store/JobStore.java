package ats.learning.store;

import module java.base;

/// The queue of jobs, which outlives everybody who works on it.
public interface JobStore {

    /// False when there is a job with this id already.
    boolean file(Job job);

    /// Hands the oldest queued job of the kind to one taker; also one whose taker has not been
    /// heard of for a while, so that a job survives the death of who worked on it.
    Optional<Job> take(Job.Kind kind, String taker);

    /// Says how far it is; false when the job is to be given up: canceled, or taken by another.
    boolean report(String id, String taker, double fraction, String doing);

    /// The end. Ignored when the job is no longer the taker's.
    void finish(String id, String taker, Job.State state, Job.Result result);

    /// False when it is over already.
    boolean cancel(String id);

    Optional<Job> find(String id);

    /// Newest first.
    List<Job> newest(int count);
}
