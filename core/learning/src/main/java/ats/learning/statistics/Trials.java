package ats.learning.statistics;

/// Every configuration that was ever tried, as count, mean and spread of their Sharpe ratios: what
/// the best of many has to be judged against.
///
/// @param squares the sum of squared distances from the mean
public record Trials(long count, double mean, double squares) {

    public static final Trials NONE = new Trials(0, 0, 0);

    public Trials {
        if (count < 0 || !(squares >= 0) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "no trials: count " + count + ", mean " + mean + ", squares " + squares);
        }
    }

    public static Trials of(double... sharpes) {
        var trials = NONE;
        for (double sharpe : sharpes) {
            trials = trials.plus(sharpe);
        }
        return trials;
    }

    /// One more, with its Sharpe ratio per period.
    public Trials plus(double sharpe) {
        double change = sharpe - mean;
        double moved = mean + change / (count + 1);
        return new Trials(count + 1, moved, squares + change * (sharpe - moved));
    }

    /// With n - 1 in the denominator; 0 for fewer than two.
    public double variance() {
        return count < 2 ? 0 : squares / (count - 1);
    }

    /// The Sharpe ratio that the best of them would show if none were worth anything.
    public double expectedBest() {
        return count < 2 ? 0 : StrictMath.sqrt(variance()) * Sharpe.expectedMaximum(count);
    }
}
