package ats.features;

/// The first value of a series, or the change since then.
final class Firsts implements Kernel {

    private final boolean change;
    private final int series;
    private final int result;
    private final int first;

    Firsts(Layout layout, boolean change, int series, int result) {
        this.change = change;
        this.series = series;
        this.result = result;
        this.first = layout.numbers(1, Double.NaN);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        if (memory.bar == 0) {
            numbers[first] = numbers[series];
        }
        numbers[result] = change ? numbers[series] - numbers[first] : numbers[first];
    }
}
