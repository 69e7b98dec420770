package ats.features;

import module java.base;

/// Values of some bars ago, or the changes since then.
final class Lags implements Kernel {

    private final boolean changes;
    private final int[] series;
    private final int[] bars;
    private final int[] from;
    private final int[] masks;
    private final int[] results;

    Lags(boolean changes, List<Lag> lags) {
        this.changes = changes;
        this.series = lags.stream().mapToInt(Lag::series).toArray();
        this.bars = lags.stream().mapToInt(Lag::bars).toArray();
        this.from = lags.stream().mapToInt(lag -> lag.past.from()).toArray();
        this.masks = lags.stream().mapToInt(lag -> lag.past.mask()).toArray();
        this.results = lags.stream().mapToInt(Lag::result).toArray();
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        for (int index = 0; index < results.length; index++) {
            double then = numbers[from[index] + ((memory.bar - bars[index]) & masks[index])];
            numbers[results[index]] = changes ? numbers[series[index]] - then : then;
        }
    }

    /// One of them.
    record Lag(int series, Past past, int bars, int result) {}
}
