package ats.learning.validation;

import module java.base;

/// Rows that teach and the blocks of rows that judge; no label of the one shares a moment with a
/// label of the other.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
public record Fold(int[] train, List<Block> test) {

    public Fold {
        test = List.copyOf(test);
    }

    public int[] testRows() {
        return test.stream().flatMapToInt(block -> IntStream.of(block.indices())).toArray();
    }
}
