package ats.platform.time;

/// What a clock of market time says when it is looked at: it is `at`, goes on with `speed` market
/// seconds in a second, and not past `until` before the next reading.
public record ClockReading(long at, double speed, long until) {
    public ClockReading {
        if (!(speed >= 0)) throw new IllegalArgumentException("a clock's speed of " + speed);
    }

    /// Market time after so much process time.
    public long after(long processNanos) {
        long flown = (long) (Math.max(0, processNanos) * speed);
        return Math.min(at + flown, Math.max(at, until));
    }
}
