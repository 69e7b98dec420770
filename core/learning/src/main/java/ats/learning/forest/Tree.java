package ats.learning.forest;

import module java.base;

/// A decision tree as arrays over its nodes; the root is node 0, children stand behind their
/// parents and side by side. A row goes left where its feature is below the threshold.
///
/// @param features the feature that a node asks for; negative for a leaf
/// @param values the threshold of a node, the value of a leaf
/// @param left the left child; the right one is the next node
/// @param missingLeft whether a missing feature goes left
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
public record Tree(int[] features, float[] values, int[] left, boolean[] missingLeft) {

    public static final int LEAF = -1;

    /// The distance from a node to its children has to fit 16 bits in the evaluator.
    private static final int MOST_NODES = 1 << 16;

    public Tree {
        int nodes = features.length;
        require(nodes > 0 && nodes <= MOST_NODES, nodes + " nodes, not 1 to " + MOST_NODES);
        require(
                values.length == nodes && left.length == nodes && missingLeft.length == nodes,
                "arrays of different lengths");
        var parents = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            require(!Float.isNaN(values[node]), "node " + node + " holds no number");
            if (features[node] >= 0) {
                require(
                        left[node] > node && left[node] < nodes - 1,
                        "node " + node + " has its children at " + left[node]);
                parents[left[node]]++;
                parents[left[node] + 1]++;
            }
        }
        for (int node = 1; node < nodes; node++) {
            require(parents[node] == 1, "node " + node + " has " + parents[node] + " parents");
        }
    }

    /// From nodes in any order with both children named, as libraries write them.
    public static Tree of(Links links, int[] features, float[] values, boolean[] missingLeft) {
        var order = new ArrayList<Integer>(List.of(0));
        var left = new ArrayList<Integer>();
        for (int next = 0; next < order.size(); next++) {
            int node = order.get(next);
            boolean leaf = links.left()[node] < 0;
            left.add(leaf ? 0 : order.size());
            if (!leaf) {
                order.add(links.left()[node]);
                order.add(links.right()[node]);
            }
            require(order.size() <= MOST_NODES, "more than " + MOST_NODES + " nodes");
        }
        int nodes = order.size();
        var asked = new int[nodes];
        var held = new float[nodes];
        var missing = new boolean[nodes];
        for (int index = 0; index < nodes; index++) {
            int node = order.get(index);
            asked[index] = links.left()[node] < 0 ? LEAF : features[node];
            held[index] = values[node];
            missing[index] = missingLeft[node];
        }
        return new Tree(asked, held, left.stream().mapToInt(Integer::intValue).toArray(), missing);
    }

    /// The children of each node; -1 for a leaf.
    @SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
    public record Links(int[] left, int[] right) {}

    public int nodes() {
        return features.length;
    }

    /// The most questions on the way to a leaf.
    public int depth() {
        var depths = new int[nodes()];
        int deepest = 0;
        for (int node = 0; node < nodes(); node++) {
            if (features[node] >= 0) {
                depths[left[node]] = depths[node] + 1;
                depths[left[node] + 1] = depths[node] + 1;
                deepest = Math.max(deepest, depths[node] + 1);
            }
        }
        return deepest;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("no tree: " + otherwise);
        }
    }
}
