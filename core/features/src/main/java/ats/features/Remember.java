package ats.features;

import module java.base;

/// Puts the new values of series into their pasts.
final class Remember implements Kernel {

    private final int[] series;
    private final int[] from;
    private final int[] masks;

    Remember(int[] series, List<Past> pasts) {
        this.series = series;
        this.from = pasts.stream().mapToInt(Past::from).toArray();
        this.masks = pasts.stream().mapToInt(Past::mask).toArray();
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        for (int index = 0; index < series.length; index++) {
            numbers[from[index] + (memory.bar & masks[index])] = numbers[series[index]];
        }
    }
}
