package ats.engine.store;

/// The right to trade on an account; a higher epoch ends all lower ones.
public record Lease(String account, String holder, long epoch) {}
