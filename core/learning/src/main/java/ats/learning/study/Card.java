package ats.learning.study;

import module java.base;

import ats.learning.gate.Choice;
import ats.learning.gate.Gate;
import ats.learning.gate.Verdict;
import ats.learning.model.Parameters;
import ats.learning.statistics.Trials;

/// All that is known of a model, in plain values: enough to train it again to the same bytes, and
/// to judge it again to the same numbers.
///
/// @param model the model's id
/// @param parameters the chosen configuration, with its seed
/// @param grid all that were tried
/// @param cutoff labels known later than this were left out, in epoch nanoseconds
/// @param rows how many rows the final model learned from
/// @param choice what came of choosing among the grid, where there was a choice
/// @param trials everything ever tried, this study included
public record Card(
        String model,
        String dataset,
        String featureSet,
        String label,
        String trainer,
        String device,
        String code,
        Parameters parameters,
        List<Parameters> grid,
        Terms terms,
        long embargo,
        long cutoff,
        int rows,
        List<FoldCard> folds,
        Metrics overall,
        Optional<Choice> choice,
        Trials trials,
        Verdict verdict) {

    public Card {
        grid = List.copyOf(grid);
        folds = List.copyOf(folds);
    }

    /// By what it was judged.
    ///
    /// @param calendar the name of the one whose sessions divide the rows
    /// @param folds how many blocks of time are judged
    /// @param costPerSide what a dollar traded costs, as a share of it
    public record Terms(String calendar, int folds, double costPerSide, Gate gate) {}

    /// One fold: which rows taught, which judged, from when to when, and what they showed.
    ///
    /// @param trainTo when the last label that taught was known
    /// @param chosen the configuration that the folds before chose
    public record FoldCard(
            int trainRows,
            long trainFrom,
            long trainTo,
            int testRows,
            long testFrom,
            long testTo,
            Parameters chosen,
            Metrics metrics) {}
}
