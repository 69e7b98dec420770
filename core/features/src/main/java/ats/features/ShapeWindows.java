package ats.features;

import module java.base;

/// What can only be had by reading the whole window again: counts, weighted means, mean deviations,
/// skewness and kurtosis.
final class ShapeWindows implements Kernel {

    private static final int SHIFT = 0;
    private static final int DISTANCE = 1;
    private static final int SQUARE = 2;
    private static final int CUBE = 3;
    private static final int FOURTH = 4;

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
            case MAD -> powers(numbers, bar, DISTANCE, mean(numbers, bar, count)) / count;
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

    /// The mean distance from the oldest value, around which all is summed: so no digits are lost
    /// to how far that is from zero, and equal values have no distance.
    private double mean(double[] numbers, int bar, int count) {
        return powers(numbers, bar, SHIFT, 0) / count;
    }

    /// The sum of a power of the distances from the mean, which itself is one from the oldest
    /// value.
    private double powers(double[] numbers, int bar, int power, double mean) {
        double origin = Double.NaN;
        double sum = 0;
        for (int age = bars - 1; age >= 0; age--) {
            double value = past.at(numbers, bar - age);
            if (!Exact.missing(value)) {
                origin = Double.isNaN(origin) ? value : origin;
                sum += power(value - origin - mean, power);
            }
        }
        return sum;
    }

    private static double power(double off, int power) {
        double square = off * off;
        return switch (power) {
            case SHIFT -> off;
            case DISTANCE -> Math.abs(off);
            case SQUARE -> square;
            case CUBE -> square * off;
            default -> square * square;
        };
    }

    /// Corrected for the size of the sample; of fewer than three values, or of equal ones, none.
    private double skewness(double[] numbers, int bar, double count) {
        double mean = mean(numbers, bar, (int) count);
        double squares = powers(numbers, bar, SQUARE, mean) / count;
        double cubes = powers(numbers, bar, CUBE, mean) / count;
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
        double squares = powers(numbers, bar, SQUARE, mean) / count;
        double fourths = powers(numbers, bar, FOURTH, mean) / count;
        double raw = fourths / (squares * squares);
        return count < 4 || squares == 0
                ? Double.NaN
                : (count - 1) / ((count - 2) * (count - 3)) * ((count + 1) * raw - 3 * (count - 1));
    }
}
