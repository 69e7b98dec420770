package ats.learning.policy;

import module java.base;

import ats.learning.drift.SkillMonitor;

/// What is known when the policy is asked.
///
/// @param now market time, in epoch nanoseconds
/// @param sessionsWithoutChampion 0 while there is one
/// @param sessionsSinceTraining since the champion's data ended, or a later training was asked for
/// @param driftedShare of the features
/// @param skill of the champion
/// @param lossDetectors those that found a change since the last training
/// @param trainings when trainings were asked for, in epoch nanoseconds, the oldest first
public record Facts(
        long now,
        int sessionsWithoutChampion,
        int sessionsSinceTraining,
        double driftedShare,
        SkillMonitor.Skill skill,
        List<String> lossDetectors,
        List<Long> trainings) {

    public Facts {
        lossDetectors = List.copyOf(lossDetectors);
        trainings = List.copyOf(trainings);
    }
}
