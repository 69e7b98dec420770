package ats.domain;

import module java.base;

/// A price per share in units of 10⁻⁹ of the quote currency.
public record Price(long nanos) implements Comparable<Price> {

    public static final Price ZERO = new Price(0);

    public static Price of(long units) {
        return new Price(Math.multiplyExact(units, Nano.ONE));
    }

    /// Reads a decimal text; more than nine decimals are refused, never rounded.
    public static Price parse(String text) {
        return new Price(Nano.parse(text));
    }

    public static Price from(BigDecimal value) {
        return new Price(Nano.from(value));
    }

    /// Rounds half-even to nine decimals: for what a vendor sends as a binary fraction.
    public static Price rounded(BigDecimal value) {
        return new Price(Nano.rounded(value));
    }

    public Price plus(Price other) {
        return new Price(Math.addExact(nanos, other.nanos));
    }

    public Price minus(Price other) {
        return new Price(Math.subtractExact(nanos, other.nanos));
    }

    public Price negated() {
        return new Price(Math.negateExact(nanos));
    }

    public Price absolute() {
        return new Price(Math.absExact(nanos));
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

    /// Rounds half-even: the only place where a fill loses precision.
    public Money times(Quantity quantity) {
        return new Money(Nano.timesOver(nanos, quantity.nanos(), Nano.ONE));
    }

    /// Rounds half-even to 10⁻⁹.
    public Price times(Ratio ratio) {
        return new Price(Nano.timesOver(nanos, ratio.nanos(), Nano.ONE));
    }

    /// This price as it reads after `to` shares have become out of `from`.
    public Price split(long from, long to) {
        return new Price(Nano.timesOver(nanos, from, to));
    }

    public BigDecimal decimal() {
        return Nano.toDecimal(nanos);
    }

    @Override
    public int compareTo(Price other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public String toString() {
        return Nano.format(nanos, 2);
    }
}
