package ats.services.continuouslearning;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.learning.drift.DataDrift;
import ats.learning.policy.Challenge;
import ats.learning.policy.Policy;
import ats.learning.policy.Rollback;

/// What is learned, and when. Times are market time.
///
/// @param label what models forecast, such as `forward:lag=1,bars=7`
/// @param every one row of so many bars teaches
/// @param seed of all chance in training
/// @param visibleAfter how long after its request a training's result counts at the earliest
/// @param window sessions over which skill and drift are measured
/// @param shadows how many models are watched beside the champion
public record LearningSettings(
        List<Symbol> symbols,
        Timeframe timeframe,
        String label,
        int every,
        long seed,
        Duration visibleAfter,
        int window,
        int shadows,
        Rules rules) {

    /// By which it is decided.
    ///
    /// @param costPerSide what a dollar traded costs, as a share of it
    public record Rules(
            Policy policy,
            Challenge challenge,
            Rollback rollback,
            double costPerSide,
            DataDrift.Settings drift) {}

    public LearningSettings {
        symbols = List.copyOf(new TreeSet<>(symbols));
        if (window < 2 || shadows < 1 || every < 1) {
            throw new IllegalArgumentException(
                    "learning cannot watch %d sessions, %d shadows, every %d bars"
                            .formatted(window, shadows, every));
        }
    }
}
