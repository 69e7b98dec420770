package ats.platform.service;

/// How a service is, with one line for a person.
public record Health(State state, String detail) {
    /// Live means: do not restart it. Ready means: it does its work.
    public enum State {
        STARTING(true, false),
        READY(true, true),
        /// Well, but has nothing to do, for example alone without a shared bus.
        IDLE(true, true),
        /// Does its work, and yet somebody should look: a start does not wait for it to pass.
        WARNING(true, true),
        /// Works only in part; a restart would not help.
        DEGRADED(true, false),
        FAILED(false, false);

        private final boolean live;
        private final boolean ready;

        State(boolean live, boolean ready) {
            this.live = live;
            this.ready = ready;
        }
    }

    public static Health starting(String detail) {
        return new Health(State.STARTING, detail);
    }

    public static Health ready(String detail) {
        return new Health(State.READY, detail);
    }

    public static Health idle(String detail) {
        return new Health(State.IDLE, detail);
    }

    public static Health warning(String detail) {
        return new Health(State.WARNING, detail);
    }

    public static Health degraded(String detail) {
        return new Health(State.DEGRADED, detail);
    }

    public static Health failed(String detail) {
        return new Health(State.FAILED, detail);
    }

    public boolean live() {
        return state.live;
    }

    public boolean ready() {
        return state.ready;
    }
}
