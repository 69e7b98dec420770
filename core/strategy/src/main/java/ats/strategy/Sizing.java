package ats.strategy;

import module java.base;

import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Ratio;

/// How many shares a new position gets; always whole ones, never rounded up.
public sealed interface Sizing {

    BigInteger BILLION = BigInteger.valueOf(1_000_000_000L);

    /// `volatility` is the symbol's, a year; not a number while it is not known.
    Quantity shares(Money equity, Price price, int symbols, double volatility);

    /// A part of equity, divided evenly among the symbols.
    record Fraction(Ratio part) implements Sizing {

        public Fraction {
            if (!part.positive()) {
                throw new IllegalArgumentException("a position of " + part + " of equity is none");
            }
        }

        @Override
        public Quantity shares(Money equity, Price price, int symbols, double volatility) {
            if (!equity.positive() || !price.positive()) {
                return Quantity.ZERO;
            }
            var budget =
                    BigInteger.valueOf(equity.nanos()).multiply(BigInteger.valueOf(part.nanos()));
            var each = BigInteger.valueOf(price.nanos()).multiply(BigInteger.valueOf(symbols));
            return Quantity.of(budget.divide(each.multiply(BILLION)).longValueExact());
        }

        @Override
        public String toString() {
            return "fraction:" + part;
        }
    }

    /// Always the same number.
    record Shares(long count) implements Sizing {

        public Shares {
            if (count <= 0) {
                throw new IllegalArgumentException("a position of " + count + " shares is none");
            }
            if (count > Long.MAX_VALUE / 1_000_000_000L) {
                throw new IllegalArgumentException("nobody holds " + count + " shares");
            }
        }

        @Override
        public Quantity shares(Money equity, Price price, int symbols, double volatility) {
            return Quantity.of(count);
        }

        @Override
        public String toString() {
            return "shares:" + count;
        }
    }

    /// So many that the position would move equity by `target` a year, shared among the symbols; at
    /// most what [Fraction] of `cap` would buy, and none while the volatility is not known.
    record Volatility(Ratio target, Ratio cap) implements Sizing {

        public Volatility {
            if (!target.positive() || !cap.positive()) {
                throw new IllegalArgumentException(
                        "a volatility of " + target + " with at most " + cap + " is no position");
            }
        }

        @Override
        public Quantity shares(Money equity, Price price, int symbols, double volatility) {
            if (!(volatility > 0)) {
                return Quantity.ZERO;
            }
            double scale = target.decimal().doubleValue() / volatility;
            double part = Math.min(scale, cap.decimal().doubleValue());
            long nanos = (long) Math.floor(part * 1e9);
            return nanos <= 0
                    ? Quantity.ZERO
                    : new Fraction(new Ratio(nanos)).shares(equity, price, symbols, volatility);
        }

        @Override
        public String toString() {
            return "volatility:" + target;
        }
    }

    Sizing DEFAULT = new Fraction(Ratio.percent(95));

    /// Reads `fraction:0.95`, `shares:100` or `volatility:0.10`.
    static Sizing parse(String text) {
        int colon = text.indexOf(':');
        var kind = colon < 0 ? text : text.substring(0, colon);
        var value = colon < 0 ? "" : text.substring(colon + 1);
        try {
            return switch (kind) {
                case "fraction" -> new Fraction(Ratio.parse(value));
                case "shares" -> new Shares(Long.parseLong(value));
                case "volatility" -> new Volatility(Ratio.parse(value), Ratio.percent(95));
                default -> throw unreadable(text);
            };
        } catch (NumberFormatException cause) {
            throw (IllegalArgumentException) unreadable(text).initCause(cause);
        }
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no sizing; write fraction:0.95, shares:100 or volatility:0.10");
    }
}
