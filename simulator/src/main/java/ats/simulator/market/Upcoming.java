package ats.simulator.market;

/// What the market does next: `open`, `close` or `end`, at that market time.
public record Upcoming(String name, long at) {}
