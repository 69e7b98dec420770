package ats.learning.forest;

import module java.base;

/// The shortest way from a row to a margin: bit-equal to adding up the leaves in order, without an
/// allocation and without a branch that depends on the row (benchmark: infer). Not for sharing
/// between threads.
///
/// Floats become integers of the same order, so that a comparison is the sign of a difference. A
/// row is kept twice, once with what is missing below every threshold and once above, and a node
/// names the copy that sends a missing feature where it belongs. A leaf is its own child, so every
/// tree takes the same number of steps. Four trees walk side by side to hide each other's waits.
public final class Evaluator {

    private static final int LANES = 4;
    private static final int SIGN = 31;
    private static final int MAGNITUDE = 0x7fff_ffff;

    private final int features;
    private final float base;
    private final Output output;

    /// Threshold, feature and the distance to the right child, as 32, 16 and 16 bits.
    private final long[] nodes;

    private final float[] leaves;
    private final int[] roots;

    /// Steps to take for each group of trees that walk together.
    private final int[] steps;

    private final int[] keys;

    Evaluator(FlatForest forest) {
        var trees = forest.trees();
        features = forest.features();
        base = forest.base();
        output = forest.output();
        int total = trees.stream().mapToInt(Tree::nodes).sum();
        nodes = new long[total];
        leaves = new float[total];
        roots = new int[trees.size()];
        steps = new int[(trees.size() + LANES - 1) / LANES];
        keys = new int[2 * features];
        int offset = 0;
        for (int index = 0; index < roots.length; index++) {
            roots[index] = offset;
            steps[index / LANES] = Math.max(steps[index / LANES], trees.get(index).depth());
            pack(trees.get(index), offset);
            offset += trees.get(index).nodes();
        }
    }

    private void pack(Tree tree, int offset) {
        for (int node = 0; node < tree.nodes(); node++) {
            int feature = tree.features()[node];
            if (feature < 0) {
                leaves[offset + node] = tree.values()[node];
                nodes[offset + node] = (long) Integer.MIN_VALUE << 32;
            } else {
                int place = tree.missingLeft()[node] ? feature : features + feature;
                int distance = tree.left()[node] + 1 - node;
                nodes[offset + node] =
                        (long) key(tree.values()[node]) << 32 | (long) place << 16 | distance;
            }
        }
    }

    /// The forecast of a row, NaN where a feature is missing.
    public float predict(float[] row) {
        return output.of(margin(row));
    }

    public float predict(FloatBuffer row) {
        return output.of(margin(row));
    }

    /// The base and the leaves of all trees, added in order.
    public float margin(float[] row) {
        if (row.length != features) {
            throw new IllegalArgumentException(row.length + " features, not " + features);
        }
        for (int feature = 0; feature < row.length; feature++) {
            put(feature, row[feature]);
        }
        return sum();
    }

    /// The same from a buffer's position on, which stays where it is.
    public float margin(FloatBuffer row) {
        if (row.remaining() != features) {
            throw new IllegalArgumentException(row.remaining() + " features, not " + features);
        }
        int start = row.position();
        for (int feature = 0; feature < features; feature++) {
            put(feature, row.get(start + feature));
        }
        return sum();
    }

    private void put(int feature, float value) {
        boolean missing = Float.isNaN(value);
        int key = key(value);
        keys[feature] = missing ? Integer.MIN_VALUE : key;
        keys[features + feature] = missing ? Integer.MAX_VALUE : key;
    }

    /// An integer of the same order; adding zero makes the two zeros one.
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ ((bits >> SIGN) & MAGNITUDE);
    }

    private float sum() {
        float sum = base;
        int tree = 0;
        for (; tree + LANES <= roots.length; tree += LANES) {
            int a = roots[tree];
            int b = roots[tree + 1];
            int c = roots[tree + 2];
            int d = roots[tree + 3];
            for (int step = steps[tree / LANES]; step > 0; step--) {
                a = next(a);
                b = next(b);
                c = next(c);
                d = next(d);
            }
            sum += leaves[a];
            sum += leaves[b];
            sum += leaves[c];
            sum += leaves[d];
        }
        for (; tree < roots.length; tree++) {
            int node = roots[tree];
            for (int step = steps[tree / LANES]; step > 0; step--) {
                node = next(node);
            }
            sum += leaves[node];
        }
        return sum;
    }

    private int next(int node) {
        long packed = nodes[node];
        int key = keys[(int) packed >>> 16];
        int below = (int) ((key - (packed >> 32)) >>> 63);
        return node + ((int) packed & 0xffff) - below;
    }
}
