package ats.learning.store;

import module java.base;

/// Jobs divided among all who do their kind. Whoever has such a job divides it, others lend a hand,
/// and a part of a taker that was silent for `JobStore.SILENCE_MAX` goes to the next one. When the
/// job is over or to be canceled, so are its parts: nobody is given one, and who has one is told at
/// the next report.
public interface PartStore {

    /// Divides the taker's job into so many parts. Those that are there stay if they are of the
    /// same recipe, done ones too: whoever had the job before was on the way to the same. False
    /// when the job is not the taker's any more.
    ///
    /// @param recipe says what a part is made by: only those who share it may mix their parts
    boolean divide(String job, String taker, String recipe, int count);

    /// Hands the first part of the oldest job that is to be done to one taker.
    Optional<Part> take(String recipe, String taker);

    /// Says how far it is; false when the part is to be given up.
    boolean report(Part part, String taker, double fraction);

    /// Done, failed, or put back with what it waits for; ignored when it is no longer the taker's.
    void finish(Part part, String taker, Job.State state, String result);

    /// Puts back what this taker has in hand.
    void release(String taker);

    /// A part that is done, but whose result turns out to be worth nothing, goes to this taker to
    /// be done once more. False when it is not as it was seen.
    boolean again(Part part, String taker);

    /// Those of a job, by their numbers.
    List<Part> of(String job);

    /// Forgets the parts of jobs that are over; true when no others are left.
    boolean forget();
}
