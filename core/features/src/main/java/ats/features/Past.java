package ats.features;

import module java.base;

/// A ring of the last values of a series, its length a power of two; a value that was never there
/// is missing.
record Past(int from, int mask) {

    static final Past NONE = new Past(0, 0);

    /// Room for the newest value and `bars` before it.
    static Past of(Layout layout, int bars) {
        int length = length(bars);
        return new Past(layout.numbers(length, Double.NaN), length - 1);
    }

    /// The length of a ring that holds the newest and `bars` before it.
    static int length(int bars) {
        return Integer.highestOneBit(Math.max(1, bars)) << 1;
    }

    double at(double[] numbers, int bar) {
        return numbers[from + (bar & mask)];
    }
}
