package ats.features;

import module java.base;

/// Moments over the whole history of a series, alone or with another one. Alone it is paired with
/// the places of its bars, 1, 2, ..., through which its line goes.
final class WholeHistory implements Kernel {

    private static final int COUNT = 0;
    private static final int MEAN = 1;
    private static final int OTHER_MEAN = 2;
    private static final int SQUARES = 3;
    private static final int OTHER_SQUARES = 4;
    private static final int JOINT = 5;
    private static final int ORIGIN = 6;
    private static final int OTHER_ORIGIN = 7;
    private static final int STATE = 8;

    private final int series;
    private final OptionalInt other;
    private final Operator[] operators;
    private final int[] results;
    private final int state;

    WholeHistory(Layout layout, int series, OptionalInt other, Map<Operator, Integer> results) {
        this.series = series;
        this.other = other;
        this.operators = results.keySet().toArray(Operator[]::new);
        this.results = results.values().stream().mapToInt(Integer::intValue).toArray();
        this.state = layout.numbers(STATE, 0);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        double x = numbers[series];
        double place = memory.bar + 1.0;
        double y = other.isPresent() ? numbers[other.getAsInt()] : place;
        if (!Exact.missing(x) && !Exact.missing(y)) {
            add(numbers, x, y);
        }
        for (int index = 0; index < results.length; index++) {
            numbers[results[index]] =
                    numbers[state + COUNT] == 0
                            ? Double.NaN
                            : of(operators[index], numbers, x, place);
        }
    }

    /// Around the first value, so that no digits are lost to how far that is from zero.
    private void add(double[] numbers, double first, double second) {
        double count = ++numbers[state + COUNT];
        if (count == 1) {
            numbers[state + ORIGIN] = first;
            numbers[state + OTHER_ORIGIN] = second;
        }
        double x = first - numbers[state + ORIGIN];
        double y = second - numbers[state + OTHER_ORIGIN];
        double off = x - numbers[state + MEAN];
        double otherOff = y - numbers[state + OTHER_MEAN];
        numbers[state + MEAN] += off / count;
        numbers[state + OTHER_MEAN] += otherOff / count;
        numbers[state + SQUARES] += off * (x - numbers[state + MEAN]);
        numbers[state + OTHER_SQUARES] += otherOff * (y - numbers[state + OTHER_MEAN]);
        numbers[state + JOINT] += off * (y - numbers[state + OTHER_MEAN]);
    }

    private double of(Operator operator, double[] numbers, double x, double place) {
        double count = numbers[state + COUNT];
        double mean = numbers[state + ORIGIN] + numbers[state + MEAN];
        double otherMean = numbers[state + OTHER_ORIGIN] + numbers[state + OTHER_MEAN];
        double squares = numbers[state + SQUARES];
        double otherSquares = numbers[state + OTHER_SQUARES];
        double joint = numbers[state + JOINT];
        double variance = count > 1 ? squares / (count - 1) : Double.NaN;
        double slope = joint / otherSquares;
        return switch (operator) {
            case Operator.Window.COUNT -> count;
            case Operator.Window.SUM -> mean * count;
            case Operator.Window.MEAN -> mean;
            case Operator.Window.VAR -> variance;
            case Operator.Window.STD -> Math.sqrt(variance);
            case Operator.Window.SLOPE -> slope;
            case Operator.Window.RSQUARE ->
                    LineWindows.explained(joint * joint / (squares * otherSquares), variance);
            case Operator.Window.RESI -> Exact.orMissing(x) - (mean + slope * (place - otherMean));
            case Operator.Pair.COV -> count > 1 ? joint / (count - 1) : Double.NaN;
            case Operator.Pair.CORR -> PairWindows.correlation(count, squares, otherSquares, joint);
            case Operator.Window _,
                    Operator.Unary _,
                    Operator.Binary _,
                    Operator.Choice _,
                    Operator.Fading _ ->
                    throw new IllegalStateException(operator + " is no moment");
        };
    }
}
