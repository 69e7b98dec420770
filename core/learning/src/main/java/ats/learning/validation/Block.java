package ats.learning.validation;

import module java.base;

/// Rows next to each other, which are tested together.
///
/// @param end the first row behind it
public record Block(int first, int end) {

    public Block {
        if (first < 0 || end <= first) {
            throw new IllegalArgumentException("no block from row " + first + " to " + end);
        }
    }

    public int rows() {
        return end - first;
    }

    public int[] indices() {
        return IntStream.range(first, end).toArray();
    }

    /// So many rows in blocks of one size; the last takes what remains.
    public static List<Block> divide(int rows, int blocks) {
        if (blocks < 1 || rows < blocks) {
            throw new IllegalArgumentException(
                    rows + " rows cannot be divided into " + blocks + " blocks");
        }
        int size = rows / blocks;
        return IntStream.range(0, blocks)
                .mapToObj(b -> new Block(b * size, b == blocks - 1 ? rows : (b + 1) * size))
                .toList();
    }

    /// The same over rows of which those of one key (an instant) stay together. A block may be
    /// larger or smaller then, by less than one key's rows.
    public static List<Block> divide(long[] keys, int blocks) {
        var edges = new ArrayList<Integer>();
        for (var block : divide(keys.length, blocks)) {
            int edge = block.first();
            while (edge > 0 && edge < keys.length && keys[edge] == keys[edge - 1]) {
                edge++;
            }
            if (edges.isEmpty() || edge > edges.getLast()) {
                edges.add(edge);
            }
        }
        edges.add(keys.length);
        if (edges.size() != blocks + 1 || edges.get(blocks - 1) >= keys.length) {
            throw new IllegalArgumentException(
                    "too few instants for " + blocks + " blocks: take fewer folds or more data");
        }
        return IntStream.range(0, blocks)
                .mapToObj(b -> new Block(edges.get(b), edges.get(b + 1)))
                .toList();
    }
}
