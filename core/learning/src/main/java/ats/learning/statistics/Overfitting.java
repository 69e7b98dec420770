package ats.learning.statistics;

import module java.base;

/// How often the configuration that is best on one half of time is below the median on the other:
/// combinatorially symmetric cross-validation.
///
/// @param probability the share of splits whose best configuration did no better than the median
/// @param meanLogit of the out-of-sample rank of the best; negative is bad
/// @param slope of the out-of-sample figure of the best on its in-sample figure
/// @param lossProbability the share of splits whose best lost out of sample
public record Overfitting(
        double probability,
        double meanLogit,
        double slope,
        double lossProbability,
        List<Split> splits) {

    /// One choice of blocks: which configuration was best in sample, how it ranked out of sample
    /// (ascending from 1) and both figures.
    public record Split(
            List<Integer> blocks, int best, double rank, double inside, double outside) {

        double logit(int configurations) {
            double share = rank / (configurations + 1);
            return StrictMath.log(share / (1 - share));
        }
    }

    private static final int MOST_BLOCKS = 16;

    public Overfitting {
        splits = List.copyOf(splits);
    }

    /// Rows are periods, columns configurations; the first rows that fill no block are left out.
    /// The figure is the Sharpe ratio.
    public static Overfitting of(double[][] returns, int blocks) {
        check(returns, blocks);
        var splits = new ArrayList<Split>();
        for (var chosen : choices(blocks, blocks / 2)) {
            splits.add(split(returns, blocks, chosen));
        }
        int configurations = returns[0].length;
        var logits = splits.stream().mapToDouble(split -> split.logit(configurations)).toArray();
        return new Overfitting(
                DoubleStream.of(logits).filter(logit -> logit <= 0).count()
                        / (double) logits.length,
                Moments.mean(logits),
                Correlation.slope(figures(splits, Split::inside), figures(splits, Split::outside)),
                splits.stream().filter(split -> split.outside() < 0).count()
                        / (double) splits.size(),
                splits);
    }

    /// Every way to choose so many of the numbers from 0, in lexicographic order.
    public static List<List<Integer>> choices(int from, int chosen) {
        var found = new ArrayList<List<Integer>>();
        choose(from, chosen, new ArrayDeque<>(), found);
        return found;
    }

    private static void choose(
            int from, int chosen, Deque<Integer> sofar, List<List<Integer>> found) {
        if (sofar.size() == chosen) {
            found.add(List.copyOf(sofar));
            return;
        }
        int first = sofar.isEmpty() ? 0 : sofar.getLast() + 1;
        for (int next = first; next <= from - (chosen - sofar.size()); next++) {
            sofar.addLast(next);
            choose(from, chosen, sofar, found);
            sofar.removeLast();
        }
    }

    private static void check(double[][] returns, int blocks) {
        if (blocks < 2 || blocks % 2 != 0 || blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException(
                    blocks + " blocks: take an even number of at most " + MOST_BLOCKS);
        }
        if (returns.length < 2 * blocks || returns[0].length < 2) {
            throw new IllegalArgumentException(
                    "%d periods of %d configurations: %d blocks need %d periods of at least 2"
                            .formatted(
                                    returns.length,
                                    returns.length == 0 ? 0 : returns[0].length,
                                    blocks,
                                    2 * blocks));
        }
    }

    private static Split split(double[][] returns, int blocks, List<Integer> chosen) {
        var inside = figures(returns, blocks, chosen::contains);
        var outside = figures(returns, blocks, block -> !chosen.contains(block));
        int best = 0;
        for (int column = 1; column < inside.length; column++) {
            if (inside[column] > inside[best]) {
                best = column;
            }
        }
        double rank = Correlation.ranks(outside)[best];
        return new Split(chosen, best, rank, inside[best], outside[best]);
    }

    private static double[] figures(double[][] returns, int blocks, IntPredicate taken) {
        int length = returns.length / blocks;
        int skipped = returns.length % blocks;
        var rows =
                IntStream.range(skipped, returns.length)
                        .filter(row -> taken.test((row - skipped) / length))
                        .toArray();
        return IntStream.range(0, returns[0].length)
                .mapToDouble(
                        column ->
                                Moments.of(
                                                IntStream.of(rows)
                                                        .mapToDouble(row -> returns[row][column])
                                                        .toArray())
                                        .sharpe())
                .toArray();
    }

    private static double[] figures(List<Split> splits, ToDoubleFunction<Split> figure) {
        return splits.stream().mapToDouble(figure).toArray();
    }
}
