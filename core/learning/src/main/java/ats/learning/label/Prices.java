package ats.learning.label;

import module java.base;

/// One instrument's bars in order of time, adjusted for corporate actions between them.
///
/// @param start when a bar begins, in epoch nanoseconds
/// @param end when it ends
/// @param ended whether the instrument ended with the last bar, so that no more will come
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
public record Prices(
        long[] start,
        long[] end,
        double[] open,
        double[] high,
        double[] low,
        double[] close,
        boolean ended) {

    public Prices {
        int bars = start.length;
        if (end.length != bars
                || Stream.of(open, high, low, close).anyMatch(column -> column.length != bars)) {
            throw new IllegalArgumentException("columns of different lengths beside " + bars);
        }
        for (int bar = 0; bar < bars; bar++) {
            if (end[bar] <= start[bar] || (bar > 0 && start[bar] < end[bar - 1])) {
                throw new IllegalArgumentException(
                        "bar " + bar + " does not follow the one before");
            }
        }
    }

    /// Bars that have one price each, at the times 0, 1, 2 and so on.
    public static Prices closes(double... closes) {
        var start = LongStream.range(0, closes.length).toArray();
        var end = LongStream.rangeClosed(1, closes.length).toArray();
        return new Prices(start, end, closes, closes, closes, closes, false);
    }

    public int bars() {
        return start.length;
    }

    /// Whether a price can be one.
    static boolean usable(double price) {
        return price > 0 && Double.isFinite(price);
    }
}
