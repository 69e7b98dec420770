package ats.learning.validation;

import module java.base;

/// The stretch of time that each row's label is made of, both ends included. Any unit will do,
/// nanoseconds or bars, as long as the embargo has the same.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
public record Spans(long[] from, long[] to) {

    public Spans {
        if (from.length != to.length) {
            throw new IllegalArgumentException(from.length + " starts, " + to.length + " ends");
        }
        for (int row = 0; row < from.length; row++) {
            if (to[row] < from[row]) {
                throw new IllegalArgumentException(
                        "row %d spans from %d to %d".formatted(row, from[row], to[row]));
            }
        }
    }

    public int rows() {
        return from.length;
    }

    public boolean overlap(int one, int other) {
        return from[one] <= to[other] && from[other] <= to[one];
    }

    /// The rows that may teach when these judge: whose label is over before the block begins, or
    /// begins after its last label and the embargo are over.
    public int[] purged(Collection<Block> blocks, long embargo) {
        var limits = blocks.stream().map(this::limits).toList();
        return IntStream.range(0, rows())
                .filter(row -> limits.stream().allMatch(limit -> clear(row, limit, embargo)))
                .toArray();
    }

    /// The rows before this block that may teach it: their labels end, and the embargo, before the
    /// block's first row.
    public int[] before(Block block, long embargo) {
        long start = limits(block)[0];
        return IntStream.range(0, block.first()).filter(row -> to[row] < start - embargo).toArray();
    }

    private boolean clear(int row, long[] limit, long embargo) {
        return to[row] < limit[0] || from[row] > limit[1] + embargo;
    }

    private long[] limits(Block block) {
        return new long[] {
            IntStream.range(block.first(), block.end())
                    .mapToLong(row -> from[row])
                    .min()
                    .orElseThrow(),
            IntStream.range(block.first(), block.end())
                    .mapToLong(row -> to[row])
                    .max()
                    .orElseThrow()
        };
    }
}
