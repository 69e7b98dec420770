package ats.platform.bus;

import module java.base;

/// How long a message whose handler throws is tried again.
///
/// @param times redeliveries of one message before its subscription fails
/// @param firstPause before the first redelivery; each further pause is twice as long
/// @param longestPause where the doubling ends
/// @param retryableFor how long a handler may throw RETRYABLE faults, which are not counted
public record Redelivery(
        int times, Duration firstPause, Duration longestPause, Duration retryableFor) {
    /// Five times within about two seconds; a database that restarts gets ten minutes.
    public static final Redelivery DEFAULTS =
            new Redelivery(
                    5, Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofMinutes(10));

    /// The pause before the n-th redelivery, counted from 0.
    Duration pause(int redelivery) {
        long doubled = firstPause.toNanos() << Math.min(redelivery, 20);
        return Duration.ofNanos(Math.min(doubled, longestPause.toNanos()));
    }
}
