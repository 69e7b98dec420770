package ats.platform.time;

/// Market time: what events, schedules, cool-downs and expiries run on. Virtual in a replay.
public interface MarketClock {
    /// Epoch nanoseconds; never runs backwards.
    long now();

    /// Runs the task once, at that market time or as soon after as possible; a time that has passed
    /// means at once. Tasks of one clock run one after the other, in the order of their times.
    Scheduled at(long atNanos, String name, Runnable task);
}
