package ats.features;

/// Sums and means over windows of one series.
final class SumWindows implements Kernel {

    private final int series;
    private final Past past;
    private final int[] bars;
    private final int[] sums;
    private final int[] means;
    private final int spare;
    private final Running running;
    private final int missing;

    SumWindows(Layout layout, int series, Past past, Wanted wanted) {
        this.series = series;
        this.past = past;
        this.bars = wanted.bars();
        this.sums = wanted.of(Operator.Window.SUM);
        this.means = wanted.of(Operator.Window.MEAN);
        this.spare = wanted.spare();
        this.running = Running.of(layout, wanted.longest(), 1);
        this.missing = layout.marks(1, -1);
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
        Exact.add(numbers, running.at(bar - 1), running.at(bar), added, 0);
    }

    /// From the running sums, unless they are too large for it.
    private boolean cut(double[] numbers, int bar, int index) {
        int now = running.at(bar);
        int then = running.at(bar - bars[index]);
        double high = numbers[now] - numbers[then];
        double sum =
                high
                        + (Exact.lostBySum(numbers[now], -numbers[then], high)
                                + (numbers[now + 1] - numbers[then + 1]));
        put(numbers, index, sum, bars[index]);
        return Math.abs(sum) >= Exact.TRUSTED * (Math.abs(numbers[now]) + Math.abs(numbers[then]));
    }

    private void reread(double[] numbers, int bar, int index) {
        int count = 0;
        double sum = 0;
        for (int age = bars[index] - 1; age >= 0; age--) {
            double value = past.at(numbers, bar - age);
            if (!Exact.missing(value)) {
                count++;
                sum += value;
            }
        }
        put(numbers, index, count == 0 ? Double.NaN : sum, count);
    }

    private void put(double[] numbers, int index, double sum, int count) {
        numbers[sums[index]] = sum;
        if (means[index] != spare) {
            numbers[means[index]] = sum / count;
        }
    }
}
