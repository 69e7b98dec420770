package ats.features;

import module java.base;

/// What prices or volumes are multiplied by, as a fraction: what is scaled by a fraction of small
/// whole numbers is rounded once only, so that prices which are equal in fact stay equal across a
/// split.
record Factor(double numerator, double denominator) {

    static final Factor ONE = new Factor(1, 1);

    /// Larger whole numbers are not exact.
    private static final double EXACT = 0x1p53;

    private static final double NANO = 1e9;

    /// `billionths` as a number, times this.
    double of(long billionths) {
        return billionths * numerator / (denominator * NANO);
    }

    /// This times `up / down`.
    Factor times(double up, double down) {
        double above = numerator * up;
        double below = denominator * down;
        if (Math.max(above, below) >= EXACT) {
            return new Factor(numerator / denominator * (up / down), 1);
        }
        double divisor = divisor((long) above, (long) below);
        return new Factor(above / divisor, below / divisor);
    }

    void save(LongConsumer out) {
        out.accept(Double.doubleToRawLongBits(numerator));
        out.accept(Double.doubleToRawLongBits(denominator));
    }

    static Factor restored(LongSupplier in) {
        double numerator = Double.longBitsToDouble(in.getAsLong());
        return new Factor(numerator, Double.longBitsToDouble(in.getAsLong()));
    }

    private static double divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
