package ats.learning.statistics;

/// How much to believe a Sharpe ratio. All ratios are per period, never annual.
///
/// @param periods how many returns it was measured on
public record Sharpe(double ratio, int periods, double skewness, double kurtosis) {

    private static final double EULER = 0.5772156649015329;

    public static Sharpe of(double[] returns) {
        var moments = Moments.of(returns);
        return new Sharpe(
                moments.sharpe(), moments.count(), moments.skewness(), moments.kurtosis());
    }

    /// The standard error of the ratio under the sample's own skewness and kurtosis.
    public double standardError() {
        return periods < 2 ? Double.POSITIVE_INFINITY : StrictMath.sqrt(spread() / (periods - 1));
    }

    /// The probability that the true ratio exceeds this one.
    public double probabilistic(double benchmark) {
        if (periods < 2) {
            return 0;
        }
        return Normal.probability((ratio - benchmark) / standardError());
    }

    /// The probability that it exceeds what the best of so many worthless trials would show.
    public double deflated(Trials trials) {
        return probabilistic(trials.expectedBest());
    }

    /// How many periods it takes to believe, with this confidence, that the ratio is above.
    public double minimumTrackRecord(double benchmark, double confidence) {
        double z = Normal.quantile(confidence) / (ratio - benchmark);
        return 1 + spread() * z * z;
    }

    /// The number of years that a back-test has to have, lest the best of so many worthless trials
    /// reaches this annual ratio.
    public static double minimumBacktestYears(long trials, double annualRatio) {
        double best = expectedMaximum(trials);
        return best * best / (annualRatio * annualRatio);
    }

    /// What the largest of so many standard normal variables is expected to be; 0 for a single one.
    public static double expectedMaximum(long trials) {
        if (trials < 1) {
            throw new IllegalArgumentException("the largest of " + trials + " trials");
        }
        if (trials == 1) {
            return 0;
        }
        return (1 - EULER) * Normal.quantile(1 - 1.0 / trials)
                + EULER * Normal.quantile(1 - 1 / (trials * StrictMath.E));
    }

    private double spread() {
        double spread = 1 - skewness * ratio + (kurtosis - 1) / 4 * ratio * ratio;
        // a sample's moments cannot make it negative, given ones can
        return Math.max(spread, Double.MIN_NORMAL);
    }
}
