package ats.learning.store;

/// One configuration that was ever tried, and how it did: the more there were, the better the best
/// one looks by luck alone.
///
/// @param sharpe per period, of what it would have earned out of sample
public record Trial(String job, String configuration, double sharpe) {}
