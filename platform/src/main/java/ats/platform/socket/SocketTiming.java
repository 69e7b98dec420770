package ats.platform.socket;

import module java.base;

/// How patient a socket is, in process time. A ping goes out after `pingEvery` without a word, and
/// without one more within `pongWithin` the line is dead. Pauses double from `firstPause` to
/// `longestPause` and start over only after a line has been ready for `stableAfter`.
public record SocketTiming(
        Duration connectWithin,
        Duration readyWithin,
        Duration pingEvery,
        Duration pongWithin,
        Duration firstPause,
        Duration longestPause,
        Duration stableAfter) {

    /// What the vendors' own clients do.
    public static SocketTiming usual() {
        return new SocketTiming(
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(25),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(64),
                Duration.ofMinutes(1));
    }
}
