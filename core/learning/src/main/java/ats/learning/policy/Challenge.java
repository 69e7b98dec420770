package ats.learning.policy;

import ats.learning.statistics.Moments;
import ats.learning.statistics.NeweyWest;

/// Whether a challenger takes over, by the same rows that champion and challenger both forecast.
///
/// @param sessions at least so many in common
/// @param tStatistic of the mean difference, at least
/// @param dependence how many sessions a label reaches over
public record Challenge(int sessions, double tStatistic, int dependence) {

    public static final Challenge USUAL = new Challenge(20, 1.65, 0);

    /// How it ended.
    public sealed interface Outcome {
        /// The challenger is better, by more than chance.
        record Promoted(double difference, double tStatistic) implements Outcome {}

        /// It has not shown to be better.
        record Kept(double difference, double tStatistic) implements Outcome {}

        /// Too few sessions to tell.
        record TooSoon(int sessions, int needed) implements Outcome {}
    }

    /// Figures per session of which more is better, such as returns after costs or rank
    /// correlations; the same sessions in the same order.
    public Outcome between(double[] champion, double[] challenger) {
        if (champion.length != challenger.length) {
            throw new IllegalArgumentException(
                    "%d sessions of the champion beside %d of the challenger"
                            .formatted(champion.length, challenger.length));
        }
        if (champion.length < sessions) {
            return new Outcome.TooSoon(champion.length, sessions);
        }
        var differences = new double[champion.length];
        for (int session = 0; session < champion.length; session++) {
            differences[session] = challenger[session] - champion[session];
        }
        double mean = Moments.mean(differences);
        double error = NeweyWest.standardError(differences, dependence);
        double t = error > 0 ? mean / error : 0;
        return mean > 0 && t >= tStatistic
                ? new Outcome.Promoted(mean, t)
                : new Outcome.Kept(mean, t);
    }
}
