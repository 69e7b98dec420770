package ats.learning.forest;

import module java.base;

/// Random forests of any shape, and the plain way to ask them.
final class Forests {

    private Forests() {}

    static FlatForest random(Random random, int trees, int features, int depth) {
        var grown = new ArrayList<Tree>();
        for (int tree = 0; tree < trees; tree++) {
            grown.add(tree(random, features, depth));
        }
        return new FlatForest(features, "set", Output.VALUE, random.nextFloat(), grown);
    }

    private static Tree tree(Random random, int features, int depth) {
        var asked = new ArrayList<Integer>();
        var left = new ArrayList<Integer>();
        var depths = new ArrayList<>(List.of(0));
        for (int node = 0; node < depths.size(); node++) {
            boolean leaf = depths.get(node) == depth || random.nextInt(6) == 0;
            asked.add(leaf ? Tree.LEAF : random.nextInt(features));
            left.add(leaf ? 0 : depths.size());
            if (!leaf) {
                depths.add(depths.get(node) + 1);
                depths.add(depths.get(node) + 1);
            }
        }
        int nodes = asked.size();
        var values = new float[nodes];
        var missing = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            values[node] = value(random);
            missing[node] = random.nextBoolean();
        }
        return new Tree(
                asked.stream().mapToInt(x -> x).toArray(),
                values,
                left.stream().mapToInt(x -> x).toArray(),
                missing);
    }

    /// Few values, so that thresholds are met exactly; both zeros among them.
    static float value(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0.0f;
            case 1 -> -0.0f;
            case 2 -> random.nextFloat() * 1e-38f;
            default -> (random.nextInt(9) - 4) / 3.0f;
        };
    }

    static float[] row(Random random, int features) {
        var row = new float[features];
        for (int feature = 0; feature < features; feature++) {
            row[feature] =
                    switch (random.nextInt(12)) {
                        case 0 -> Float.NaN;
                        case 1 -> Float.POSITIVE_INFINITY;
                        case 2 -> Float.NEGATIVE_INFINITY;
                        default -> value(random);
                    };
        }
        return row;
    }

    /// Asks node by node, as a textbook does.
    static float slow(FlatForest forest, float[] row) {
        float sum = forest.base();
        for (var tree : forest.trees()) {
            int node = 0;
            while (tree.features()[node] >= 0) {
                float value = row[tree.features()[node]];
                boolean goesLeft =
                        Float.isNaN(value) ? tree.missingLeft()[node] : value < tree.values()[node];
                node = tree.left()[node] + (goesLeft ? 0 : 1);
            }
            sum += tree.values()[node];
        }
        return sum;
    }
}
