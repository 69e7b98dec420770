package ats.learning.forest;

import module java.base;

/// Boosted trees as plain values: what a model is, whoever trained it.
///
/// @param features how many numbers a row has
/// @param featureSet the hash of the feature set that the rows come from
/// @param base what the sum of leaves starts from
public record FlatForest(
        int features, String featureSet, Output output, float base, List<Tree> trees) {

    /// A feature's place has to fit 16 bits in the evaluator, and it takes two.
    public static final int MOST_FEATURES = 1 << 15;

    public FlatForest {
        if (features < 1 || features > MOST_FEATURES) {
            throw new IllegalArgumentException(
                    features + " features: a forest takes 1 to " + MOST_FEATURES);
        }
        if (!Float.isFinite(base)) {
            throw new IllegalArgumentException("a forest cannot start from " + base);
        }
        trees = List.copyOf(trees);
        for (var tree : trees) {
            for (int feature : tree.features()) {
                if (feature >= features) {
                    throw new IllegalArgumentException(
                            "a tree asks for feature " + feature + " of " + features);
                }
            }
        }
    }

    /// One per thread.
    public Evaluator evaluator() {
        return new Evaluator(this);
    }

    public byte[] bytes() {
        return ForestFormat.write(this);
    }

    /// Refuses bytes that were damaged, and says how.
    public static FlatForest parse(byte[] bytes) {
        return ForestFormat.read(bytes);
    }
}
