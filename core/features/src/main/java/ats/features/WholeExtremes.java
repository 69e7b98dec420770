package ats.features;

/// The greatest value of a series so far and at which bar it first stood, or the least.
final class WholeExtremes implements Kernel {

    private final int series;
    private final double sign;
    private final int extreme;
    private final int place;
    private final int state;

    WholeExtremes(Layout layout, int series, boolean greatest, Wanted wanted) {
        this.series = series;
        this.sign = greatest ? 1 : -1;
        this.extreme = wanted.of(greatest ? Operator.Window.MAX : Operator.Window.MIN)[0];
        this.place = wanted.of(greatest ? Operator.Window.IDXMAX : Operator.Window.IDXMIN)[0];
        this.state = layout.numbers(2, Double.NaN);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        double value = numbers[series];
        double so = numbers[state];
        if (!Exact.missing(value) && (Double.isNaN(so) || sign * value > sign * so)) {
            numbers[state] = value;
            numbers[state + 1] = memory.bar + 1.0;
        }
        numbers[extreme] = numbers[state];
        numbers[place] = numbers[state + 1];
    }
}
