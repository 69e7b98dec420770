package ats.learning.drift;

import module java.base;

import ats.learning.statistics.Coefficients;
import ats.learning.statistics.Correlation;
import ats.learning.statistics.NeweyWest;

/// The rolling rank correlation of a champion's forecasts with what came, and how sure it is.
public final class SkillMonitor {

    private final int sessions;
    private final int dependence;
    private final Deque<Double> values = new ArrayDeque<>();

    /// @param sessions how many the window holds
    /// @param dependence how many sessions a label reaches over
    public SkillMonitor(int sessions, int dependence) {
        if (sessions < 2 || dependence < 0) {
            throw new IllegalArgumentException(
                    "a window of %d sessions, %d dependent".formatted(sessions, dependence));
        }
        this.sessions = sessions;
        this.dependence = dependence;
    }

    /// @param value the mean rank correlation
    /// @param error its standard error; infinite where it cannot be told
    public record Skill(double value, double error, int sessions) {

        /// Surely below: the bound is so many errors away.
        public boolean below(double bound, double errors) {
            return value + errors * error < bound;
        }
    }

    /// A session whose labels are all known: the forecasts and what came, pair by pair. One whose
    /// correlation cannot be formed says nothing.
    public Skill session(double[] forecasts, double[] realised) {
        double value = Correlation.spearman(forecasts, realised);
        if (!Double.isNaN(value)) {
            values.addLast(value);
        }
        if (values.size() > sessions) {
            values.removeFirst();
        }
        return now();
    }

    public Skill now() {
        var all = values.stream().mapToDouble(Double::doubleValue).toArray();
        double error = NeweyWest.standardError(all, dependence);
        return new Skill(
                new Coefficients(all).mean(),
                error > 0 ? error : Double.POSITIVE_INFINITY,
                all.length);
    }
}
