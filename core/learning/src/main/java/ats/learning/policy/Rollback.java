package ats.learning.policy;

import module java.base;

import ats.learning.drift.SkillMonitor;

/// When a champion has to go at once: the one before it returns, or nobody trades.
///
/// @param sessions a champion's first sessions are too few to judge its skill
/// @param leastSkill its rank correlation may not surely be below
/// @param sureness how many standard errors make it sure
/// @param deepestFall what following it may have lost since its best day as champion, as a share of
///   the capital
public record Rollback(int sessions, double leastSkill, double sureness, double deepestFall) {

    public static final Rollback USUAL = new Rollback(10, 0, 2, 0.05);

    /// The reason, if there is one.
    ///
    /// @param earnings of its reign, one after the other
    public Optional<String> reason(SkillMonitor.Skill skill, double[] earnings) {
        double fall = fall(earnings);
        if (fall > deepestFall) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "following it lost %.4f since its best day, more than %.4f",
                            fall,
                            deepestFall));
        }
        if (skill.sessions() >= sessions && skill.below(leastSkill, sureness)) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "its rank correlation of %.4f is surely below %.4f",
                            skill.value(),
                            leastSkill));
        }
        return Optional.empty();
    }

    /// From the highest point to the last, as a share.
    private static double fall(double[] earnings) {
        double value = 1;
        double highest = 1;
        for (double one : earnings) {
            value *= 1 + one;
            highest = Math.max(highest, value);
        }
        return 1 - value / highest;
    }
}
