package ats.domain;

import module java.base;

/// An amount of US dollars in units of 10⁻⁹; it ends at 9.2 billion dollars.
public record Money(long nanos) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    public static Money of(long units) {
        return new Money(Math.multiplyExact(units, Nano.ONE));
    }

    /// Reads a decimal text; more than nine decimals are refused, never rounded.
    public static Money parse(String text) {
        return new Money(Nano.parse(text));
    }

    public static Money from(BigDecimal value) {
        return new Money(Nano.from(value));
    }

    /// Rounds half-even to nine decimals: for what a vendor sends as a binary fraction.
    public static Money rounded(BigDecimal value) {
        return new Money(Nano.rounded(value));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nanos, other.nanos));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanos, other.nanos));
    }

    public Money negated() {
        return new Money(Math.negateExact(nanos));
    }

    public Money absolute() {
        return new Money(Math.absExact(nanos));
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

    public Money times(Ratio ratio) {
        return new Money(Nano.timesOver(nanos, ratio.nanos(), Nano.ONE));
    }

    /// The share of this amount that `part` is of `whole`, half-even.
    public Money share(Quantity part, Quantity whole) {
        return new Money(Nano.timesOver(nanos, part.nanos(), whole.nanos()));
    }

    /// The part that this is of `whole`, half-even.
    public Ratio over(Money whole) {
        return new Ratio(Nano.timesOver(nanos, Nano.ONE, whole.nanos));
    }

    /// Compares the part that this is of `whole` with what `other` is of `otherWhole`, exactly;
    /// both wholes are positive.
    public int comparePart(Money whole, Money other, Money otherWhole) {
        return Nano.compareProducts(nanos, otherWhole.nanos, other.nanos, whole.nanos);
    }

    /// The price at which `quantity` costs this much, half-even.
    public Price per(Quantity quantity) {
        return new Price(Nano.timesOver(nanos, Nano.ONE, quantity.nanos()));
    }

    public Money dividedBy(long parts) {
        return new Money(Nano.dividedHalfEven(nanos, parts));
    }

    /// How many whole shares this amount buys at `price`, never rounded up; a debt buys none.
    public Quantity buys(Price price) {
        if (!price.positive()) {
            throw new IllegalArgumentException("no number of shares costs " + price + " each");
        }
        return nanos < 0 ? Quantity.ZERO : Quantity.of(nanos / price.nanos());
    }

    public Money smaller(Money other) {
        return nanos <= other.nanos ? this : other;
    }

    public Money larger(Money other) {
        return nanos >= other.nanos ? this : other;
    }

    /// Whether `quantity` at `price` comes to more than this, however much that is.
    public boolean exceededBy(Price price, Quantity quantity) {
        return Nano.compareProducts(price.nanos(), quantity.nanos(), nanos, Nano.ONE) > 0;
    }

    public BigDecimal decimal() {
        return Nano.toDecimal(nanos);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public String toString() {
        return Nano.format(nanos, 2);
    }
}
