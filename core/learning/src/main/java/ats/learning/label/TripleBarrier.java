package ats.learning.label;

/// Take profit above, stop below, time limit ahead: which is touched first.
///
/// @param upper the return at which profit is taken; 0 for no such barrier
/// @param lower the loss at which it is stopped, as a positive number; 0 for no such barrier
/// @param signAtLimit whether the time limit gives the sign of the return rather than 0
public record TripleBarrier(double upper, double lower, int bars, boolean signAtLimit) {

    public TripleBarrier {
        if (!(upper >= 0) || !(lower >= 0) || !Double.isFinite(upper + lower) || bars < 1) {
            throw new IllegalArgumentException(
                    "no barriers: up %s, down %s, bars %d".formatted(upper, lower, bars));
        }
    }

    /// @param bar the bar of the touch, or of the time limit
    /// @param gained the return from the close of the event, counted in the direction of the side
    public record Touch(int bar, double gained, int label) {}

    /// What happens after the close of this bar to a position of this side, 1 or -1. Both barriers
    /// within one bar count as the stop; a gap over a barrier fills at the open.
    public Touch from(Prices prices, int event, int side) {
        double entry = prices.close()[event];
        int last = Math.min(event + bars, prices.bars() - 1);
        for (int bar = event + 1; bar <= last; bar++) {
            double open = side * (prices.open()[bar] / entry - 1);
            double high = side * (prices.high()[bar] / entry - 1);
            double low = side * (prices.low()[bar] / entry - 1);
            if (lower > 0 && Math.min(high, low) <= -lower) {
                return new Touch(bar, Math.min(open, -lower), -1);
            }
            if (upper > 0 && Math.max(high, low) >= upper) {
                return new Touch(bar, Math.max(open, upper), 1);
            }
        }
        double gained = side * (prices.close()[last] / entry - 1);
        return new Touch(last, gained, signAtLimit ? (int) Math.signum(gained) : 0);
    }

    /// Whether the side that a first model chose gained anything after costs: what a second model
    /// is to foresee.
    public static int meta(Touch touch, double costs) {
        return touch.gained() - costs > 0 ? 1 : 0;
    }
}
