package ats.learning.store;

import module java.base;

/// Work that one service asks another for. Its result counts from `visibleAt` on, however fast it
/// was made: so a replay on a fast machine learns nothing sooner than one on a slow machine.
///
/// @param id made from the kind and the market time of the request, so that two runs agree on it
/// @param request what is to be done, as text that the doer understands
/// @param cause why, in words for a person
public record Job(
        String id,
        Kind kind,
        String request,
        String cause,
        long requestedAt,
        long visibleAt,
        Progress progress,
        Result result) {

    /// Who does it: feature-engineering makes datasets, model-training trains.
    public enum Kind {
        DATASET,
        TRAINING
    }

    /// Where a job stands; the last three are ends.
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELED;

        public boolean over() {
            return this == DONE || this == FAILED || this == CANCELED;
        }
    }

    /// How far it is: a fraction from 0 to 1, and what is being done.
    public record Progress(State state, double fraction, String doing, boolean cancelAsked) {

        static final Progress NONE = new Progress(State.QUEUED, 0, "waits", false);

        public Progress {
            // the negation also refuses NaN
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException(
                        "a job cannot be done to " + fraction + ", only from 0 to 1");
            }
        }
    }

    /// What came of it: `output` as text for whoever asked, or why there is none.
    public record Result(String output, String reason) {

        static final Result NONE = new Result("", "");
    }

    public Job {
        if (id.isBlank() || visibleAt < requestedAt) {
            throw new IllegalArgumentException(
                    "a job '"
                            + id
                            + "' cannot be asked for at "
                            + requestedAt
                            + " for "
                            + visibleAt);
        }
    }

    /// A new one; one of a kind can be asked for at one moment.
    public static Job of(
            Kind kind, String request, String cause, long requestedAt, long visibleAt) {
        var id = kind.name().toLowerCase(Locale.ROOT) + "-" + requestedAt / 1_000_000_000L;
        return new Job(
                id, kind, request, cause, requestedAt, visibleAt, Progress.NONE, Result.NONE);
    }

    public State state() {
        return progress.state();
    }
}
