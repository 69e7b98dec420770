package ats.features;

/// Wilder's average of true ranges: how far a bar reaches, the close before it included. The first
/// bar has none, and bars at which a price is missing are passed over.
final class TrueRanges implements Kernel {

    private final int high;
    private final int low;
    private final int close;
    private final int result;
    private final int before;
    private final Wilder ranges;

    TrueRanges(Layout layout, int bars, int[] prices, int result) {
        this.high = prices[0];
        this.low = prices[1];
        this.close = prices[2];
        this.result = result;
        this.before = layout.numbers(1, Double.NaN);
        this.ranges = Wilder.of(layout, bars);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        double top = Math.max(numbers[high], numbers[before]);
        double bottom = Math.min(numbers[low], numbers[before]);
        if (!Exact.missing(top - bottom)) {
            ranges.add(numbers, top - bottom);
        }
        if (!Exact.missing(numbers[close])) {
            numbers[before] = numbers[close];
        }
        numbers[result] = ranges.ready(numbers) ? ranges.mean(numbers) : Double.NaN;
    }
}
