package ats.domain;

import module java.base;

/// A dimensionless number in units of 10⁻⁹: a rate, a share of something, a volatility.
public record Ratio(long nanos) implements Comparable<Ratio> {

    public static final Ratio ZERO = new Ratio(0);
    public static final Ratio ONE = new Ratio(Nano.ONE);

    public static Ratio of(long units) {
        return new Ratio(Math.multiplyExact(units, Nano.ONE));
    }

    /// Reads a decimal text; more than nine decimals are refused, never rounded.
    public static Ratio parse(String text) {
        return new Ratio(Nano.parse(text));
    }

    public static Ratio from(BigDecimal value) {
        return new Ratio(Nano.from(value));
    }

    /// Rounds half-even to nine decimals: for what a vendor sends as a binary fraction.
    public static Ratio rounded(BigDecimal value) {
        return new Ratio(Nano.rounded(value));
    }

    public Ratio plus(Ratio other) {
        return new Ratio(Math.addExact(nanos, other.nanos));
    }

    public Ratio minus(Ratio other) {
        return new Ratio(Math.subtractExact(nanos, other.nanos));
    }

    public Ratio negated() {
        return new Ratio(Math.negateExact(nanos));
    }

    public Ratio absolute() {
        return new Ratio(Math.absExact(nanos));
    }

    public boolean positive() {
        return nanos > 0;
    }

    public boolean negative() {
        return nanos < 0;
    }

    public boolean zero() {
        return nanos == 0;
    }

    /// A hundredth of a percent.
    public static Ratio basisPoints(long points) {
        return new Ratio(Math.multiplyExact(points, Nano.ONE / 10_000));
    }

    public static Ratio percent(long points) {
        return new Ratio(Math.multiplyExact(points, Nano.ONE / 100));
    }

    public Ratio times(Ratio other) {
        return new Ratio(Nano.timesOver(nanos, other.nanos, Nano.ONE));
    }

    public BigDecimal decimal() {
        return Nano.toDecimal(nanos);
    }

    @Override
    public int compareTo(Ratio other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public String toString() {
        return Nano.format(nanos);
    }
}
