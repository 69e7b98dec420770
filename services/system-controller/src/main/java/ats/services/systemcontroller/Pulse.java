package ats.services.systemcontroller;

/// The market's time and what comes next: `open`, `close` or `end`, at that time; `speed` is market
/// seconds in a second.
public record Pulse(long now, String next, long nextAt, double speed) {}
