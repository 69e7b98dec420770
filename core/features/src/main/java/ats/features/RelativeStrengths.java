package ats.features;

/// Wilder's relative strength index: the rises among all changes, in percent. Bars at which the
/// series is missing are passed over; without any change there is none.
final class RelativeStrengths implements Kernel {

    private final int series;
    private final int result;
    private final int before;
    private final Wilder rises;
    private final Wilder falls;

    RelativeStrengths(Layout layout, int bars, int series, int result) {
        this.series = series;
        this.result = result;
        this.before = layout.numbers(1, Double.NaN);
        this.rises = Wilder.of(layout, bars);
        this.falls = Wilder.of(layout, bars);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        double value = numbers[series];
        if (!Exact.missing(value)) {
            double change = value - numbers[before];
            if (!Double.isNaN(change)) {
                rises.add(numbers, Math.max(change, 0));
                falls.add(numbers, Math.max(-change, 0));
            }
            numbers[before] = value;
        }
        double rise = rises.mean(numbers);
        numbers[result] =
                rises.ready(numbers) ? 100 * (rise / (rise + falls.mean(numbers))) : Double.NaN;
    }
}
