package ats.features;

/// A ring of running sums, `sums` at each bar, each of two doubles.
record Running(int from, int mask, int sums) {

    /// Room for windows of up to so many bars.
    static Running of(Layout layout, int bars, int sums) {
        int length = Past.length(bars);
        return new Running(layout.numbers(length * sums * 2, 0), length - 1, sums);
    }

    int at(int bar) {
        return from + (bar & mask) * (2 * sums);
    }

    /// Whether the sums begin anew at this bar.
    static boolean ends(int bar) {
        return (bar & (Exact.RENEWAL - 1)) == 0;
    }

    /// The oldest bar that a window may still be cut from, where the sums begin at zero.
    int begin(double[] numbers, int bar) {
        int first = bar - mask;
        int at = at(first);
        for (int index = 0; index < 2 * sums; index++) {
            numbers[at + index] = 0;
        }
        return first;
    }
}
