package ats.features;

import module java.base;

/// Ranks, medians and quantiles over one window of one series, whose values are kept in order.
final class OrderWindows implements Kernel {

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
        boolean enters = !Exact.missing(entering);
        int count = memory.marks[size];
        int place = enters ? place(numbers, count, entering) : count;
        if (!Exact.missing(leaving)) {
            count--;
            place = close(numbers, place(numbers, count + 1, leaving), place, count);
        } else if (enters) {
            System.arraycopy(numbers, sorted + place, numbers, sorted + place + 1, count - place);
        }
        if (enters) {
            numbers[sorted + place] = entering;
            count++;
        }
        memory.marks[size] = count;
        double rank = enters ? rank(numbers, count, place) : Double.NaN;
        for (int result : ranks) {
            numbers[result] = rank;
        }
        for (int index = 0; index < quantiles.length; index++) {
            numbers[quantiles[index]] = quantile(numbers, count, shares[index]);
        }
    }

    /// How many of the values in order are smaller.
    private int place(double[] numbers, int count, double value) {
        int from = sorted;
        int length = count;
        while (length > 0) {
            int half = length >>> 1;
            if (numbers[from + half] < value) {
                from += half + 1;
                length -= half + 1;
            } else {
                length = half;
            }
        }
        return from - sorted;
    }

    /// Takes out what stands at `gap` and opens a gap for what belongs before `place`; answers
    /// where that now is. `kept` values stay.
    private int close(double[] numbers, int gap, int place, int kept) {
        if (place > gap) {
            System.arraycopy(numbers, sorted + gap + 1, numbers, sorted + gap, place - gap - 1);
            return Math.min(place - 1, kept);
        }
        System.arraycopy(numbers, sorted + place, numbers, sorted + place + 1, gap - place);
        return place;
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
