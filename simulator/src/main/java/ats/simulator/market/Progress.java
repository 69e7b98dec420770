package ats.simulator.market;

/// How far the market has come.
public record Progress(long at, long sessions, long instants, long frames) {}
