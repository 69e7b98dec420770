package ats.learning.label;

/// How much returns spread.
public final class Volatility {

    private Volatility() {}

    /// The exponentially weighted deviation of the returns up to each close, the older ones fading
    /// with this span, corrected for bias; NaN before there are two returns.
    public static double[] exponential(double[] closes, int span) {
        if (span < 1) {
            throw new IllegalArgumentException("a span of " + span + " bars");
        }
        double keep = 1 - 2.0 / (span + 1);
        var deviations = new double[closes.length];
        double weight = 0;
        double weightSquared = 0;
        double mean = 0;
        double squares = 0;
        for (int bar = 0; bar < closes.length; bar++) {
            if (bar > 0) {
                double value = closes[bar] / closes[bar - 1] - 1;
                weight = weight * keep + 1;
                weightSquared = weightSquared * keep * keep + 1;
                double change = value - mean;
                mean += change / weight;
                squares = squares * keep + change * (value - mean);
            }
            deviations[bar] =
                    bar < 2
                            ? Double.NaN
                            : StrictMath.sqrt(
                                    Math.max(squares, 0) / (weight - weightSquared / weight));
        }
        return deviations;
    }
}
