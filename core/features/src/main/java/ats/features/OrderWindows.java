package ats.features;

import module java.base;

/// Ranks, medians and quantiles over one window of one series, whose values are kept in order.
final class OrderWindows implements Kernel {

    private static final int SHORT = 64;
    private static final int STRIDE = 8;

    private final int series;
    private final Past past;
    private final int bars;
    private final int sorted;
    private final int size;
    private final int[] ranks;
    private final double[] shares;
    private final int[] quantiles;

    OrderWindows(Layout layout, Source source, int bars, List<Asked> asked) {
        this.series = source.series();
        this.past = source.past();
        this.bars = bars;
        this.sorted = layout.numbers(bars, 0);
        this.size = layout.marks(1, 0);
        this.ranks = asked.stream().filter(one -> one.share < 0).mapToInt(Asked::result).toArray();
        var orders = asked.stream().filter(one -> one.share >= 0).toList();
        this.shares = orders.stream().mapToDouble(Asked::share).toArray();
        this.quantiles = orders.stream().mapToInt(Asked::result).toArray();
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        double leaving = past.at(numbers, memory.bar - bars);
        double entering = numbers[series];
        boolean leaves = !Exact.missing(leaving);
        boolean enters = !Exact.missing(entering);
        int count = memory.marks[size];
        int gap = leaves ? place(numbers, count, leaving) : count;
        int place = gap;
        if (enters) {
            count += leaves ? 0 : 1;
            place = shift(numbers, count, gap, entering);
            numbers[sorted + place] = entering;
        } else if (leaves) {
            count--;
            System.arraycopy(numbers, sorted + gap + 1, numbers, sorted + gap, count - gap);
        }
        memory.marks[size] = count;
        if (ranks.length > 0) {
            double rank = enters ? rank(numbers, count, place) : Double.NaN;
            for (int result : ranks) {
                numbers[result] = rank;
            }
        }
        for (int index = 0; index < quantiles.length; index++) {
            numbers[quantiles[index]] = quantile(numbers, count, shares[index]);
        }
    }

    /// How many of the values in order are smaller. A long window is halved down to a short one,
    /// which is read in strides: that costs fewer wrong guesses of the processor.
    private int place(double[] numbers, int count, double value) {
        int from = sorted;
        int end = sorted + count;
        while (end - from > SHORT) {
            int middle = (from + end) >>> 1;
            if (numbers[middle] < value) {
                from = middle + 1;
            } else {
                end = middle;
            }
        }
        while (end - from >= STRIDE && numbers[from + STRIDE - 1] < value) {
            from += STRIDE;
        }
        while (from < end && numbers[from] < value) {
            from++;
        }
        return from - sorted;
    }

    /// Moves the gap to where the value belongs, in front of its equals.
    private int shift(double[] numbers, int count, int gap, double value) {
        int at = sorted + gap;
        int end = sorted + count - 1;
        while (at < end && numbers[at + 1] < value) {
            numbers[at] = numbers[at + 1];
            at++;
        }
        while (at > sorted && numbers[at - 1] >= value) {
            numbers[at] = numbers[at - 1];
            at--;
        }
        return at - sorted;
    }

    /// The middle of the ranks of all equals of the value at `place`, the first of them.
    private double rank(double[] numbers, int count, int place) {
        double value = numbers[sorted + place];
        int after = place + 1;
        while (after < count && numbers[sorted + after] == value) {
            after++;
        }
        return (place + (after - place + 1) / 2.0) / count;
    }

    private double quantile(double[] numbers, int count, double share) {
        if (count == 0) {
            return Double.NaN;
        }
        double at = share * (count - 1);
        int below = (int) at;
        double low = numbers[sorted + below];
        double high = numbers[sorted + Math.min(below + 1, count - 1)];
        return low + (high - low) * (at - below);
    }

    /// A result: of a quantile the share, of a rank a negative number.
    record Asked(double share, int result) {

        static final double RANK = -1;
    }
}
