package ats.learning.store;

import module java.base;

/// The queue of jobs, which outlives everybody who works on it.
public interface JobStore {

    /// A taker that was silent for longer is taken for dead. Its reports come every few seconds;
    /// thirty outlast a long pause of its JVM and a restart of the database, and are little beside
    /// the job that is done once more. Counted by the store's own clock.
    Duration SILENCE_MAX = Duration.ofSeconds(30);

    /// Only a queued one can be filed. False when there is a job with this id already.
    boolean file(Job job);

    /// Hands the oldest queued job of the kind to one taker; also one whose taker has been silent
    /// for too long, so that a job survives the death of who worked on it. It then starts anew,
    /// unless it was to be canceled: then it ends.
    ///
    /// @param taker the name of one worker in one process, which no other bears
    Optional<Job> take(Job.Kind kind, String taker);

    /// Says how far it is; false when the job is to be given up: canceled, or taken by another.
    boolean report(String id, String taker, double fraction, String doing);

    /// The end: done, failed or canceled. Ignored when the job is no longer the taker's.
    void finish(String id, String taker, Job.State state, Job.Result result);

    /// Puts back what this taker has in hand, for the next one to take at once: the taker stops, or
    /// is known to be dead. A job that was to be canceled ends.
    void release(String taker);

    /// Ends a job that nobody works on, and asks its taker to give up one that is running. False
    /// when it is over already, or unknown.
    boolean cancel(String id);

    Optional<Job> find(String id);

    /// Newest first.
    List<Job> newest(int count);
}
