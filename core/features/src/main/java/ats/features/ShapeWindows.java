package ats.features;

import module java.base;

/// What can only be had by reading the whole window again: counts, weighted means, mean deviations,
/// skewness and kurtosis.
final class ShapeWindows implements Kernel {

    private final Operator.Window operator;
    private final Past past;
    private final int bars;
    private final int result;

    ShapeWindows(Operator.Window operator, Past past, int bars, int result) {
        this.operator = operator;
        this.past = past;
        this.bars = bars;
        this.result = result;
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        int count = count(numbers, memory.bar);
        numbers[result] = count == 0 ? Double.NaN : of(numbers, memory.bar, count);
    }

    private int count(double[] numbers, int bar) {
        int count = 0;
        for (int age = 0; age < bars; age++) {
            count += Exact.missing(past.at(numbers, bar - age)) ? 0 : 1;
        }
        return count;
    }

    private double of(double[] numbers, int bar, int count) {
        return switch (operator) {
            case COUNT -> count;
            case WMA -> weighted(numbers, bar);
            case MAD -> deviation(numbers, bar, 1, mean(numbers, bar, count)) / count;
            case SKEW -> skewness(numbers, bar, count);
            case KURT -> kurtosis(numbers, bar, count);
            case REF,
                    DELTA,
                    SUM,
                    MEAN,
                    VAR,
                    STD,
                    SLOPE,
                    RSQUARE,
                    RESI,
                    MAX,
                    MIN,
                    IDXMAX,
                    IDXMIN,
                    RANK,
                    MED,
                    QUANTILE ->
                    throw new IllegalStateException(operator + " needs no second reading");
        };
    }

    /// The newest weighs `bars`, the one before it one less.
    private double weighted(double[] numbers, int bar) {
        double sum = 0;
        double weights = 0;
        for (int age = bars - 1; age >= 0; age--) {
            double value = past.at(numbers, bar - age);
            if (!Exact.missing(value)) {
                sum += (bars - age) * value;
                weights += bars - age;
            }
        }
        return sum / weights;
    }

    /// Around one of the values, so that the mean of equal values is that value.
    private double mean(double[] numbers, int bar, int count) {
        double origin = Double.NaN;
        double shifted = 0;
        for (int age = bars - 1; age >= 0; age--) {
            double value = past.at(numbers, bar - age);
            if (!Exact.missing(value)) {
                origin = Double.isNaN(origin) ? value : origin;
                shifted += value - origin;
            }
        }
        return origin + shifted / count;
    }

    /// The sum of the distances from the mean, to a power; the first power takes them as positive.
    private double deviation(double[] numbers, int bar, int power, double mean) {
        double sum = 0;
        for (int age = bars - 1; age >= 0; age--) {
            double value = past.at(numbers, bar - age);
            if (!Exact.missing(value)) {
                double off = value - mean;
                double square = off * off;
                sum +=
                        switch (power) {
                            case 1 -> Math.abs(off);
                            case 2 -> square;
                            case 3 -> square * off;
                            default -> square * square;
                        };
            }
        }
        return sum;
    }

    /// Corrected for the size of the sample; of fewer than three values, or of equal ones, none.
    private double skewness(double[] numbers, int bar, double count) {
        double mean = mean(numbers, bar, (int) count);
        double squares = deviation(numbers, bar, 2, mean) / count;
        double cubes = deviation(numbers, bar, 3, mean) / count;
        return count < 3 || squares == 0
                ? Double.NaN
                : Math.sqrt(count * (count - 1))
                        / (count - 2)
                        * cubes
                        / (squares * Math.sqrt(squares));
    }

    /// The excess over the normal distribution's, corrected for the size of the sample; of fewer
    /// than four values, or of equal ones, none.
    private double kurtosis(double[] numbers, int bar, double count) {
        double mean = mean(numbers, bar, (int) count);
        double squares = deviation(numbers, bar, 2, mean) / count;
        double fourths = deviation(numbers, bar, 4, mean) / count;
        double raw = fourths / (squares * squares);
        return count < 4 || squares == 0
                ? Double.NaN
                : (count - 1) / ((count - 2) * (count - 3)) * ((count + 1) * raw - 3 * (count - 1));
    }
}
