package ats.learning.policy;

import module java.base;

import ats.learning.drift.SkillMonitor;

/// When a champion has to go at once: the one before it returns, or nobody trades.
///
/// @param sessions a champion's first sessions are too few to judge its skill
/// @param leastSkill its rank correlation may not surely be below
/// @param sureness how many standard errors make it sure
/// @param deepestFall what it may lose of the capital since it took over, as a share
public record Rollback(int sessions, double leastSkill, double sureness, double deepestFall) {

    public static final Rollback USUAL = new Rollback(10, 0, 2, 0.05);

    /// The reason, if there is one.
    public Optional<String> reason(SkillMonitor.Skill skill, double[] returnsSinceCrowned) {
        double fall = fall(returnsSinceCrowned);
        if (fall > deepestFall) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "it fell by %.4f since it took over, more than %.4f",
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
    private static double fall(double[] returns) {
        double value = 1;
        double highest = 1;
        for (double one : returns) {
            value *= 1 + one;
            highest = Math.max(highest, value);
        }
        return 1 - value / highest;
    }
}
