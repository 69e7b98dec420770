package ats.learning.study;

import module java.base;

import ats.domain.Calendar;
import ats.learning.gate.Gate;
import ats.learning.model.Parameters;
import ats.learning.statistics.Trials;

/// How a study is made.
///
/// @param folds blocks of time whose forecasts are judged; one more serves the first choice and one
///   more only teaches
/// @param embargo nanoseconds between the last label that teaches and the first row that judges
/// @param grid the configurations to choose among, each a trial
/// @param costPerSide what a dollar traded costs, as a share of it
/// @param trials what was tried before
/// @param cutoff labels known later than this are left out, in epoch nanoseconds
public record StudySettings(
        int folds,
        long embargo,
        List<Parameters> grid,
        double costPerSide,
        Calendar calendar,
        Gate gate,
        Trials trials,
        long cutoff) {

    public StudySettings {
        grid = List.copyOf(grid);
        if (folds < 1 || embargo < 0 || !(costPerSide >= 0)) {
            throw new IllegalArgumentException(
                    "no study: folds %d, embargo %d, cost per side %s"
                            .formatted(folds, embargo, costPerSide));
        }
        if (grid.isEmpty() || grid.stream().distinct().count() < grid.size()) {
            throw new IllegalArgumentException("a study needs configurations, each once: " + grid);
        }
    }
}
