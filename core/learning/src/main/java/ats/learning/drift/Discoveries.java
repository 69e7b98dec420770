package ats.learning.drift;

import module java.base;

/// Which of many tests found something, when most of what they find shall be true: the false
/// discovery rate is held by Benjamini and Hochberg's steps.
public final class Discoveries {

    private Discoveries() {}

    /// Marks the probabilities that count as found; NaN never does.
    public static boolean[] among(double[] probabilities, double rate) {
        var order =
                IntStream.range(0, probabilities.length)
                        .filter(index -> !Double.isNaN(probabilities[index]))
                        .boxed()
                        .sorted(Comparator.comparingDouble(index -> probabilities[index]))
                        .toList();
        int last = 0;
        for (int rank = 1; rank <= order.size(); rank++) {
            if (probabilities[order.get(rank - 1)] <= rate * rank / order.size()) {
                last = rank;
            }
        }
        var found = new boolean[probabilities.length];
        order.subList(0, last).forEach(index -> found[index] = true);
        return found;
    }
}
