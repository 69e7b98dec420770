package ats.learning.policy;

import module java.base;

/// When to train anew. The same facts always give the same answer.
///
/// @param withoutChampion train when nobody was champion for so many sessions
/// @param driftedShare train when such a share of the features drifted
/// @param leastSkill train when the champion's rank correlation is surely below
/// @param sureness how many standard errors make it sure
/// @param age train when the champion's data, and the last training, are so many sessions old
/// @param coolDown between two trainings, in nanoseconds of market time
/// @param budget the most trainings
/// @param budgetSpan within so many nanoseconds of market time
public record Policy(
        int withoutChampion,
        double driftedShare,
        double leastSkill,
        double sureness,
        int age,
        long coolDown,
        int budget,
        long budgetSpan) {

    private static final long DAY = 86_400_000_000_000L;

    public static final Policy USUAL = new Policy(1, 0.5, 0, 2, 63, 5 * DAY, 6, 90 * DAY);

    public Policy {
        if (withoutChampion < 1 || age < 1 || coolDown < 0 || budget < 1 || budgetSpan < 1) {
            throw new IllegalArgumentException(
                    "no policy: withoutChampion %d, age %d, coolDown %d, budget %d in %d"
                            .formatted(withoutChampion, age, coolDown, budget, budgetSpan));
        }
    }

    /// What to do about training.
    public sealed interface Answer {
        /// All is well.
        record Nothing() implements Answer {}

        record Train(List<Trigger> why) implements Answer {}

        /// There is reason to train, but one was asked for too short ago.
        record Cooling(List<Trigger> why, long until) implements Answer {}

        /// There is reason to train, but too many were asked for.
        record Spent(List<Trigger> why, long until) implements Answer {}
    }

    public Answer answer(Facts facts) {
        var why = triggers(facts);
        if (why.isEmpty()) {
            return new Answer.Nothing();
        }
        var trainings = facts.trainings();
        if (!trainings.isEmpty() && facts.now() < trainings.getLast() + coolDown) {
            return new Answer.Cooling(why, trainings.getLast() + coolDown);
        }
        var recent = trainings.stream().filter(at -> at > facts.now() - budgetSpan).toList();
        if (recent.size() >= budget) {
            return new Answer.Spent(why, recent.get(recent.size() - budget) + budgetSpan);
        }
        return new Answer.Train(why);
    }

    /// All reasons that hold, whether or not a training is allowed.
    public List<Trigger> triggers(Facts facts) {
        if (facts.sessionsWithoutChampion() > 0) {
            return facts.sessionsWithoutChampion() >= withoutChampion
                    ? List.of(new Trigger.NoChampion(facts.sessionsWithoutChampion()))
                    : List.of();
        }
        var why = new ArrayList<Trigger>();
        if (facts.driftedShare() >= driftedShare) {
            why.add(new Trigger.DataDrift(facts.driftedShare()));
        }
        var skill = facts.skill();
        if (skill.below(leastSkill, sureness)) {
            why.add(new Trigger.SkillLost(skill.value(), skill.error(), leastSkill));
        }
        facts.lossDetectors().forEach(detector -> why.add(new Trigger.LossDrift(detector)));
        if (facts.sessionsSinceTraining() >= age) {
            why.add(new Trigger.Aged(facts.sessionsSinceTraining()));
        }
        return List.copyOf(why);
    }
}
