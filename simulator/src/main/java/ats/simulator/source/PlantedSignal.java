package ats.simulator.source;

import module java.base;

/// What can be learned of a synthetic market that is told to have a signal: a price that stands
/// high among its last ten closes tends to come back.
///
/// `x = -1.19 · clip((close - mean) / deviation, -1, 1)` over the last ten closes of a symbol, its
/// own included, with the deviation over all ten; 0 while there are fewer or while they are equal.
/// In a random walk `x` has a variance of one. The expected return of the next bar of a minute,
/// from close to close within a session, is `strength · σ · x`, where `σ` is the deviation of such
/// returns. The same again, with an `x` of its own, holds for the bars of an hour of the exchange's
/// clock. So the best forecast has an information coefficient (the correlation of forecast and
/// return) of about `strength` on minutes and on hours: at 0.1, three seeds of twenty sessions give
/// 0.094 and 0.122. A model that claims much more has fooled itself.
public final class PlantedSignal {
    /// How many closes it looks at.
    public static final int CLOSES = 10;

    private static final double LIMIT = 1;
    private static final double SCALE = 1.19;

    private final double[] closes;
    private int count;

    PlantedSignal() {
        closes = new double[CLOSES];
    }

    private PlantedSignal(PlantedSignal other) {
        closes = other.closes.clone();
        count = other.count;
    }

    /// What the closes of the last bars say of the next one, oldest first.
    public static double of(List<Double> lastCloses) {
        var signal = new PlantedSignal();
        lastCloses.forEach(signal::closed);
        return signal.value();
    }

    PlantedSignal copy() {
        return new PlantedSignal(this);
    }

    /// The next bar closed there.
    void closed(double price) {
        closes[count % CLOSES] = price;
        count++;
    }

    double value() {
        if (count < CLOSES) {
            return 0;
        }
        double mean = 0;
        for (double close : closes) {
            mean += close / CLOSES;
        }
        double variance = 0;
        for (double close : closes) {
            variance += (close - mean) * (close - mean) / CLOSES;
        }
        double away = closes[(count - 1) % CLOSES] - mean;
        // equal closes leave a rest of rounding
        boolean flat = variance <= mean * mean * 1e-18;
        return flat ? 0 : -SCALE * Math.clamp(away / Math.sqrt(variance), -LIMIT, LIMIT);
    }
}
