package ats.features;

import module java.base;

/// Greatest values over windows of one series and where the first of them stands, or least values.
/// One queue of falling values serves all windows: what is older and smaller than another value can
/// be the greatest of no window any more.
final class ExtremeWindows implements Kernel {

    private final int series;
    private final double sign;
    private final int[] bars;
    private final int[] extremes;
    private final int[] places;
    private final int values;
    private final int since;
    private final int mask;
    private final int head;
    private final int tail;

    ExtremeWindows(Layout layout, int series, boolean greatest, Wanted wanted) {
        this.series = series;
        this.sign = greatest ? 1 : -1;
        this.bars = wanted.bars();
        this.extremes = wanted.of(greatest ? Operator.Window.MAX : Operator.Window.MIN);
        this.places = wanted.of(greatest ? Operator.Window.IDXMAX : Operator.Window.IDXMIN);
        int length = Past.length(wanted.longest());
        this.mask = length - 1;
        this.values = layout.numbers(length, 0);
        this.since = layout.marks(length, 0);
        this.head = layout.marks(1, 0);
        this.tail = layout.marks(1, 0);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        int[] marks = memory.marks;
        int bar = memory.bar;
        int first = marks[head];
        int end = marks[tail];
        double value = sign * numbers[series];
        if (!Exact.missing(value)) {
            while (end != first && numbers[values + ((end - 1) & mask)] < value) {
                end--;
            }
            numbers[values + (end & mask)] = value;
            marks[since + (end & mask)] = bar;
            end++;
        }
        while (first != end && marks[since + (first & mask)] <= bar - bars[0]) {
            first++;
        }
        marks[head] = first;
        marks[tail] = end;
        answer(numbers, marks, bar);
    }

    /// From the longest window, which the oldest of the queue may serve, to the shortest.
    private void answer(double[] numbers, int[] marks, int bar) {
        int at = marks[head];
        int end = marks[tail];
        for (int index = 0; index < bars.length; index++) {
            int before = bar - bars[index];
            while (at != end && marks[since + (at & mask)] <= before) {
                at++;
            }
            boolean none = at == end;
            int place = marks[since + (at & mask)] - Math.max(before, -1);
            numbers[extremes[index]] = none ? Double.NaN : sign * numbers[values + (at & mask)];
            numbers[places[index]] = none ? Double.NaN : place;
        }
    }
}
