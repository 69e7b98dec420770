package ats.simulator.market;

/// From when to when the market runs, in epoch nanoseconds, and how fast.
public record Course(long startAt, long endAt, Pace pace) {
    /// Far beyond any data, so that a course without an end needs no special case.
    public static final long ENDLESS = Long.MAX_VALUE / 2;

    public Course {
        if (endAt < startAt) {
            throw new IllegalArgumentException("a market cannot end before it starts");
        }
    }
}
