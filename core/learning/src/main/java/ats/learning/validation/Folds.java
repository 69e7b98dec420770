package ats.learning.validation;

import module java.base;

import ats.learning.statistics.Overfitting;

/// Ways to divide rows into those that teach and those that judge.
public final class Folds {

    private Folds() {}

    /// Each block judges once, all rows that do not touch it teach.
    public static List<Fold> purged(Spans spans, int folds, long embargo) {
        return Block.divide(spans.rows(), folds).stream()
                .map(block -> new Fold(spans.purged(List.of(block), embargo), List.of(block)))
                .toList();
    }

    /// Every choice of so many groups judges once.
    public static List<Fold> combinatorial(Spans spans, int groups, int chosen, long embargo) {
        var blocks = Block.divide(spans.rows(), groups);
        return Overfitting.choices(groups, chosen).stream()
                .map(choice -> choice.stream().map(blocks::get).toList())
                .map(test -> new Fold(spans.purged(test, embargo), test))
                .toList();
    }

    /// How each path through all groups is put together: for each path and group the number of the
    /// fold whose predictions it takes. A group's j-th test goes to path j.
    public static int[][] paths(int groups, int chosen) {
        var choices = Overfitting.choices(groups, chosen);
        var paths = new int[choices.size() * chosen / groups][groups];
        var tested = new int[groups];
        for (int fold = 0; fold < choices.size(); fold++) {
            for (int group : choices.get(fold)) {
                paths[tested[group]++][group] = fold;
            }
        }
        return paths;
    }

    /// The past teaches, the next block judges; the first block only teaches. Between the last
    /// label that teaches and the block lies the embargo at least.
    public static List<Fold> walkForward(Spans spans, List<Block> blocks, long embargo) {
        return blocks.stream()
                .skip(1)
                .map(block -> new Fold(spans.before(block, embargo), List.of(block)))
                .toList();
    }
}
