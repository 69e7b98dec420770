package ats.features;

/// A mean of all that went before, in which each bar counts `1 - weight` of the next. The weights
/// add up to one from the first value on; a missing bar lets the others fade and adds nothing.
final class ExponentialMeans implements Kernel {

    private final double kept;
    private final int series;
    private final int result;
    private final int mean;
    private final int total;

    ExponentialMeans(Layout layout, double weight, int series, int result) {
        this.kept = 1 - weight;
        this.series = series;
        this.result = result;
        this.mean = layout.numbers(1, Double.NaN);
        this.total = layout.numbers(1, 0);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        double value = numbers[series];
        double old = numbers[total] * kept;
        if (Exact.missing(value)) {
            numbers[total] = old;
        } else {
            double before = numbers[mean];
            numbers[total] = old + 1;
            numbers[mean] = old == 0 ? value : before + (value - before) / (old + 1);
        }
        numbers[result] = numbers[mean];
    }
}
