package ats.features;

import module java.base;

/// Variances and standard deviations over windows of one series, its sums and means too.
final class SquareWindows implements Kernel {

    private static final int SQUARES = 2;

    private final int series;
    private final Past past;
    private final int[] bars;
    private final int[] sums;
    private final int[] means;
    private final int[] variances;
    private final int[] deviations;
    private final Running running;
    private final int missing;
    private final int scratch;

    SquareWindows(Layout layout, int series, Past past, Wanted wanted) {
        this.series = series;
        this.past = past;
        this.bars = wanted.bars();
        this.sums = wanted.of(Operator.Window.SUM);
        this.means = wanted.of(Operator.Window.MEAN);
        this.variances = wanted.of(Operator.Window.VAR);
        this.deviations = wanted.of(Operator.Window.STD);
        this.running = Running.of(layout, wanted.longest(), 2);
        this.missing = layout.marks(1, -1);
        this.scratch = layout.numbers(4, 0);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        int bar = memory.bar;
        if (Running.ends(bar)) {
            for (int each = running.begin(numbers, bar) + 1; each < bar; each++) {
                add(numbers, each, past.at(numbers, each));
            }
        }
        double value = numbers[series];
        if (Exact.missing(value)) {
            memory.marks[missing] = bar;
        }
        add(numbers, bar, value);
        int unbroken = bar - memory.marks[missing];
        for (int index = 0; index < bars.length; index++) {
            if (bars[index] > unbroken || !cut(numbers, bar, index)) {
                reread(numbers, bar, index);
            }
        }
    }

    private void add(double[] numbers, int bar, double value) {
        double added = Exact.missing(value) ? 0 : value;
        int before = running.at(bar - 1);
        int now = running.at(bar);
        double square = added * added;
        double lost = Exact.lostByProduct(added, added, square);
        Exact.add(numbers, before, now, added, 0);
        Exact.add(numbers, before + SQUARES, now + SQUARES, square, lost);
    }

    /// From the running sums, unless they are too large for it.
    private boolean cut(double[] numbers, int bar, int index) {
        int now = running.at(bar);
        int then = running.at(bar - bars[index]);
        int squares = scratch + SQUARES;
        Exact.subtract(numbers, now, then, scratch);
        Exact.subtract(numbers, now + SQUARES, then + SQUARES, squares);
        double count = bars[index];
        double spread = Exact.determinant(numbers, count, squares, scratch, scratch);
        double sum = numbers[scratch] + numbers[scratch + 1];
        double variance = spread / (count * (count - 1));
        put(numbers, index, sum, sum / count, variance);
        return spread > Exact.TRUSTED * count * numbers[now + SQUARES];
    }

    /// In two passes, around the newest value, so that a window of equal values has no spread.
    private void reread(double[] numbers, int bar, int index) {
        int count = 0;
        double sum = 0;
        double origin = Double.NaN;
        double shifted = 0;
        for (int age = 0; age < bars[index]; age++) {
            double value = past.at(numbers, bar - age);
            if (!Exact.missing(value)) {
                origin = count == 0 ? value : origin;
                count++;
                sum += value;
                shifted += value - origin;
            }
        }
        double mean = shifted / count;
        double squares = 0;
        for (int age = 0; age < bars[index]; age++) {
            double value = past.at(numbers, bar - age);
            if (!Exact.missing(value)) {
                double off = value - origin - mean;
                squares += off * off;
            }
        }
        double variance = count < 2 ? Double.NaN : squares / (count - 1);
        put(numbers, index, count == 0 ? Double.NaN : sum, origin + mean, variance);
    }

    private void put(double[] numbers, int index, double sum, double mean, double variance) {
        numbers[sums[index]] = sum;
        numbers[means[index]] = mean;
        numbers[variances[index]] = variance;
        numbers[deviations[index]] = Math.sqrt(variance);
    }
}
