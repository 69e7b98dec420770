package ats.domain;

import module java.base;

/// A number of shares in units of 10⁻⁹, fractions included; negative for a short position.
public record Quantity(long nanos) implements Comparable<Quantity> {

    public static final Quantity ZERO = new Quantity(0);

    public static Quantity of(long units) {
        return new Quantity(Math.multiplyExact(units, Nano.ONE));
    }

    /// Reads a decimal text; more than nine decimals are refused, never rounded.
    public static Quantity parse(String text) {
        return new Quantity(Nano.parse(text));
    }

    public static Quantity from(BigDecimal value) {
        return new Quantity(Nano.from(value));
    }

    /// Rounds half-even to nine decimals: for what a vendor sends as a binary fraction.
    public static Quantity rounded(BigDecimal value) {
        return new Quantity(Nano.rounded(value));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(Math.addExact(nanos, other.nanos));
    }

    public Quantity minus(Quantity other) {
        return new Quantity(Math.subtractExact(nanos, other.nanos));
    }

    public Quantity negated() {
        return new Quantity(Math.negateExact(nanos));
    }

    public Quantity absolute() {
        return new Quantity(Math.absExact(nanos));
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

    public boolean whole() {
        return nanos % Nano.ONE == 0;
    }

    /// The whole shares in it, towards zero.
    public Quantity floor() {
        return new Quantity(nanos - nanos % Nano.ONE);
    }

    /// Rounds half-even to 10⁻⁹ of a share.
    public Quantity times(Ratio ratio) {
        return new Quantity(Nano.timesOver(nanos, ratio.nanos(), Nano.ONE));
    }

    /// This number of shares after `to` have become out of `from`.
    public Quantity split(long from, long to) {
        return new Quantity(Nano.timesOver(nanos, to, from));
    }

    /// The part that this is of `whole`, half-even.
    public Ratio over(Quantity whole) {
        return new Ratio(Nano.timesOver(nanos, Nano.ONE, whole.nanos));
    }

    public Quantity smaller(Quantity other) {
        return nanos <= other.nanos ? this : other;
    }

    public BigDecimal decimal() {
        return Nano.toDecimal(nanos);
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public String toString() {
        return Nano.format(nanos);
    }
}
