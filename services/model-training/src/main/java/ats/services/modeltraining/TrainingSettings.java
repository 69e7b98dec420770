package ats.services.modeltraining;

import module java.base;

import ats.learning.gate.Gate;
import ats.learning.model.Parameters;

/// How models are made and what they have to show.
///
/// @param grid configurations to choose among, each like `depth=4,trees=100`
/// @param folds blocks of time whose forecasts are judged
/// @param embargo market time between the last label that teaches and the first row that judges
/// @param costPerSide what a dollar traded costs, as a share of it
/// @param calendar the name of the calendar that trainings divide time by, for the card
/// @param code the version of the program, for the card
public record TrainingSettings(
        List<String> grid,
        int folds,
        Duration embargo,
        double costPerSide,
        Gate gate,
        String calendar,
        String code) {

    public TrainingSettings {
        grid = List.copyOf(grid);
    }

    /// Short, and another where other trees are grown, or on other rows.
    String division() {
        return Integer.toHexString((grid + " " + folds + " " + embargo).hashCode());
    }

    List<Parameters> parameters(long seed) {
        return grid.stream().map(text -> Parameters.parse(text, seed)).toList();
    }
}
