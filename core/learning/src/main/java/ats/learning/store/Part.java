package ats.learning.store;

/// A share of a job's work, which anybody who does such jobs may take.
///
/// @param request that of the job
/// @param number from 0
/// @param fraction how much of it is done, from 0 to 1
/// @param result what came of it when it is done, why nothing can when it failed, and what it waits
///   for when it was put back
public record Part(
        String job, String request, int number, Job.State state, double fraction, String result) {

    public Part {
        // the negation also refuses NaN
        if (number < 0 || !(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "no part " + number + " of " + job + " can be done to " + fraction);
        }
    }

    public boolean done() {
        return state == Job.State.DONE;
    }

    /// The same, with something else that came of it.
    public Part with(String other) {
        return new Part(job, request, number, state, fraction, other);
    }
}
