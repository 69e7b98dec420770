package ats.learning.policy;

/// What following a model would have earned, counted as its study counted it: each forecast is a
/// position of -1 to 1, held until its label is known, with an equal part of the capital per symbol
/// and open instant, and paid for twice, in and out.
///
/// @param scale a forecast of this size is a whole position
/// @param horizon how many instants' labels are open at once
/// @param costPerSide what a dollar traded costs, as a share of it
public record Earnings(double scale, int horizon, double costPerSide) {

    public Earnings {
        if (!(scale >= 0) || horizon < 1 || !(costPerSide >= 0)) {
            throw new IllegalArgumentException(
                    "no earnings: scale %s, horizon %d, cost per side %s"
                            .formatted(scale, horizon, costPerSide));
        }
    }

    /// By the forecasts of one instant, as a share of the capital. What is not known yet, NaN, has
    /// earned nothing yet.
    public double of(double[] forecasts, double[] outcomes) {
        double earned = 0;
        for (int index = 0; index < forecasts.length; index++) {
            if (!Double.isNaN(outcomes[index])) {
                double position = position(forecasts[index]);
                earned += position * outcomes[index] - 2 * costPerSide * Math.abs(position);
            }
        }
        return earned / Math.max(1, forecasts.length) / horizon;
    }

    /// A model that always says the same foresees nothing.
    private double position(double forecast) {
        return scale > 0 ? Math.clamp(forecast / scale, -1.0, 1.0) : 0;
    }
}
