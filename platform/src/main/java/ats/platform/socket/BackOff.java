package ats.platform.socket;

import module java.base;

/// Doubling pauses with a jitter of a fifth, so that many clients do not come back as one.
final class BackOff {
    private static final int MOST_DOUBLINGS = 30;
    private static final int JITTER_PART = 5;

    private final long first;
    private final long longest;
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private int failures;

    BackOff(SocketTiming timing) {
        first = timing.firstPause().toNanos();
        longest = timing.longestPause().toNanos();
    }

    void startOver() {
        failures = 0;
    }

    long nextNanos() {
        int doublings = Math.min(failures++, MOST_DOUBLINGS);
        long pause = first > longest >> doublings ? longest : first << doublings;
        long jitter = pause / JITTER_PART;
        return pause - jitter + chance.nextLong(2 * jitter + 1);
    }
}
