package ats.learning.store;

import module java.base;

import ats.learning.statistics.Trials;

/// One configuration that was ever tried, and how it did: the more there were, the better the best
/// one looks by luck alone.
///
/// @param sharpe per period, of what it would have earned out of sample
public record Trial(String job, String configuration, double sharpe) {

    /// What had been tried when a job began; for one that was never registered, all of them.
    public static Trials before(String job, List<Trial> all) {
        return Trials.of(
                all.stream()
                        .takeWhile(trial -> !trial.job().equals(job))
                        .mapToDouble(Trial::sharpe)
                        .toArray());
    }
}
