package ats.learning.policy;

/// A reason to train anew.
public sealed interface Trigger {

    /// Nobody has been champion for so many sessions.
    record NoChampion(int sessions) implements Trigger {}

    /// This share of the features has left the place where the champion learned them.
    record DataDrift(double share) implements Trigger {}

    /// The champion's rank correlation is surely below what is asked of it.
    record SkillLost(double skill, double error, double bound) implements Trigger {}

    /// A detector over the champion's losses found a change for the worse.
    record LossDrift(String detector) implements Trigger {}

    /// The champion learned, or a model was trained and was not better, so many sessions ago.
    record Aged(int sessions) implements Trigger {}
}
