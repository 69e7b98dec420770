package ats.features;

import module java.base;

/// Straight lines through windows of one series: slope, share explained, and what the newest value
/// lies above the line; sums, means and deviations of the same windows too. The bars of a window
/// stand at 1, 2, ... up to its length, where the newest is; who is missing leaves its place empty.
final class LineWindows implements Kernel {

    /// A series that deviates less is a constant, which no line explains.
    private static final double FLAT = 2e-5;

    private static final int SQUARES = 2;
    private static final int MOMENTS = 4;
    private static final int PLACE = 6;

    private final int series;
    private final Past past;
    private final int[] bars;
    private final int[] sums;
    private final int[] means;
    private final int[] variances;
    private final int[] deviations;
    private final int[] slopes;
    private final int[] shares;
    private final int[] rests;
    private final Running running;
    private final int missing;
    private final int scratch;

    LineWindows(Layout layout, int series, Past past, Wanted wanted) {
        this.series = series;
        this.past = past;
        this.bars = wanted.bars();
        this.sums = wanted.of(Operator.Window.SUM);
        this.means = wanted.of(Operator.Window.MEAN);
        this.variances = wanted.of(Operator.Window.VAR);
        this.deviations = wanted.of(Operator.Window.STD);
        this.slopes = wanted.of(Operator.Window.SLOPE);
        this.shares = wanted.of(Operator.Window.RSQUARE);
        this.rests = wanted.of(Operator.Window.RESI);
        this.running = Running.of(layout, wanted.longest(), 3);
        this.missing = layout.marks(1, -1);
        this.scratch = layout.numbers(8, 0);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        int bar = memory.bar;
        if (Running.ends(bar)) {
            int first = running.begin(numbers, bar);
            for (int each = first + 1; each < bar; each++) {
                add(numbers, each, past.at(numbers, each), each - first);
            }
        }
        double value = numbers[series];
        if (Exact.missing(value)) {
            memory.marks[missing] = bar;
        }
        add(numbers, bar, value, place(bar));
        int unbroken = bar - memory.marks[missing];
        for (int index = 0; index < bars.length; index++) {
            if (bars[index] > unbroken || !cut(numbers, bar, index)) {
                reread(numbers, bar, index);
            }
        }
    }

    /// Where the bar stands since the sums began.
    private int place(int bar) {
        return (bar & (Exact.RENEWAL - 1)) + running.mask();
    }

    private void add(double[] numbers, int bar, double value, double place) {
        double added = Exact.missing(value) ? 0 : value;
        int before = running.at(bar - 1);
        int now = running.at(bar);
        double square = added * added;
        double moment = place * added;
        Exact.add(numbers, before, now, added, 0);
        Exact.add(
                numbers,
                before + SQUARES,
                now + SQUARES,
                square,
                Exact.lostByProduct(added, added, square));
        Exact.add(
                numbers,
                before + MOMENTS,
                now + MOMENTS,
                moment,
                Exact.lostByProduct(place, added, moment));
    }

    /// From the running sums, unless they are too large for it.
    private boolean cut(double[] numbers, int bar, int index) {
        int now = running.at(bar);
        int then = running.at(bar - bars[index]);
        double count = bars[index];
        Exact.subtract(numbers, now, then, scratch);
        Exact.subtract(numbers, now + SQUARES, then + SQUARES, scratch + SQUARES);
        Exact.subtract(numbers, now + MOMENTS, then + MOMENTS, scratch + MOMENTS);
        numbers[scratch + PLACE] = count * (place(bar) - count) + count * (count + 1) / 2;
        double spread = Exact.determinant(numbers, count, scratch + SQUARES, scratch, scratch);
        double joint =
                Exact.determinant(numbers, count, scratch + MOMENTS, scratch + PLACE, scratch);
        double places = count * count * (count * count - 1) / 12;
        double sum = numbers[scratch] + numbers[scratch + 1];
        double slope = joint / places;
        double rest = numbers[series] - sum / count - slope * (count - 1) / 2;
        double variance = spread / (count * (count - 1));
        double share = explained(joint * joint / (places * spread), variance);
        put(numbers, index, sum, sum / count, variance);
        putLine(numbers, index, slope, share, rest);
        return spread > Exact.TRUSTED * count * numbers[now + SQUARES];
    }

    /// In two passes, around the newest value, so that a window of equal values has no spread.
    private void reread(double[] numbers, int bar, int index) {
        int count = 0;
        double sum = 0;
        double origin = Double.NaN;
        double shifted = 0;
        double ages = 0;
        for (int age = 0; age < bars[index]; age++) {
            double value = past.at(numbers, bar - age);
            if (!Exact.missing(value)) {
                origin = count == 0 ? value : origin;
                count++;
                sum += value;
                shifted += value - origin;
                ages += age;
            }
        }
        double mean = shifted / count;
        double meanAge = ages / count;
        double squares = 0;
        double places = 0;
        double joint = 0;
        for (int age = 0; age < bars[index]; age++) {
            double value = past.at(numbers, bar - age);
            if (!Exact.missing(value)) {
                double off = value - origin - mean;
                squares += off * off;
                places += (age - meanAge) * (age - meanAge);
                joint += (meanAge - age) * off;
            }
        }
        double slope = joint / places;
        double rest = Exact.orMissing(numbers[series]) - (origin + mean + slope * meanAge);
        double variance = count < 2 ? Double.NaN : squares / (count - 1);
        double share = explained(joint * joint / (places * squares), variance);
        put(numbers, index, count == 0 ? Double.NaN : sum, origin + mean, variance);
        putLine(numbers, index, slope, share, rest);
    }

    static double explained(double share, double variance) {
        return Math.sqrt(variance) > FLAT ? share : Double.NaN;
    }

    private void put(double[] numbers, int index, double sum, double mean, double variance) {
        numbers[sums[index]] = sum;
        numbers[means[index]] = mean;
        numbers[variances[index]] = variance;
        numbers[deviations[index]] = Math.sqrt(variance);
    }

    private void putLine(double[] numbers, int index, double slope, double share, double rest) {
        numbers[slopes[index]] = slope;
        numbers[shares[index]] = share;
        numbers[rests[index]] = rest;
    }
}
