package ats.domain;

import module java.base;

/// Exact arithmetic on longs that count billionths; everything throws rather than overflows.
final class Nano {

    static final long ONE = 1_000_000_000L;
    private static final int DIGITS = 9;

    /// Of a number as text: a sign, all digits, and the point.
    private static final int LENGTH_MAX = 21;

    /// Digits before the point of the largest long.
    private static final int PLACES_MAX = 10;

    private Nano() {}

    static long parse(String text) {
        return from(decimal(text));
    }

    static long from(BigDecimal value) {
        try {
            return value.movePointRight(DIGITS).longValueExact();
        } catch (ArithmeticException cause) {
            throw new IllegalArgumentException(
                    value + " does not fit a number with nine decimals below 9.2 billion", cause);
        }
    }

    static long rounded(BigDecimal value) {
        long places = (long) value.precision() - value.scale();
        if (places < -DIGITS) {
            // Less than half of a billionth; to scale 1e-999999999 would take for ever.
            return 0;
        }
        return from(places > PLACES_MAX ? value : value.setScale(DIGITS, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException cause) {
            throw new IllegalArgumentException("'" + text + "' is not a decimal number", cause);
        }
    }

    static BigDecimal toDecimal(long nanos) {
        return BigDecimal.valueOf(nanos, DIGITS);
    }

    static String format(long nanos) {
        return format(nanos, 0);
    }

    /// At least `decimals` digits behind the point, as many more as the value needs.
    static String format(long nanos, int decimals) {
        long rest = Math.abs(nanos % ONE);
        long place = ONE / 10;
        int digits = DIGITS;
        while (digits > decimals && rest % 10 == 0) {
            rest /= 10;
            place /= 10;
            digits--;
        }
        var text = new StringBuilder(LENGTH_MAX);
        text.append(nanos < 0 ? "-" : "").append(Math.abs(nanos / ONE));
        text.append(digits > 0 ? "." : "");
        for (; place > 0; place /= 10) {
            text.append((char) ('0' + rest / place % 10));
        }
        return text.toString();
    }

    /// `a * b / c`, rounded half-even; the product may exceed 64 bits.
    static long timesOver(long a, long b, long c) {
        if (c == ONE) {
            return timesOverOne(a, b);
        }
        if (b == c && c != 0) {
            return a;
        }
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return dividedHalfEven(low, c);
        }
        return rounded(a, b, c);
    }

    /// Compares `a * b` with `c * d`, exactly.
    static int compareProducts(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }

    static long dividedHalfEven(long a, long b) {
        long quotient = Math.divideExact(a, b);
        long rest = Math.absExact(a % b);
        if (rest == 0) {
            return quotient;
        }
        long toNext = Math.absExact(b) - rest;
        boolean away = rest > toNext || (rest == toNext && (quotient & 1) != 0);
        int sign = (a < 0) == (b < 0) ? 1 : -1;
        return away ? Math.addExact(quotient, sign) : quotient;
    }

    /// `a * b / ONE` without a number wider than a long, for it values every position at every bar:
    /// what whole units give is exact, and only the product of both fractions is rounded.
    private static long timesOverOne(long a, long b) {
        long fractions = (a % ONE) * (b % ONE);
        long exact =
                Math.addExact(Math.multiplyExact(a / ONE, b), Math.multiplyExact(a % ONE, b / ONE));
        long quotient = Math.addExact(exact, fractions / ONE);
        long twice = 2 * Math.abs(fractions % ONE);
        boolean away = twice > ONE || (twice == ONE && (quotient & 1) != 0);
        return away ? Math.addExact(quotient, Long.signum(fractions)) : quotient;
    }

    private static long rounded(long a, long b, long c) {
        var product = BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(b));
        return product.divide(BigDecimal.valueOf(c), 0, RoundingMode.HALF_EVEN).longValueExact();
    }
}
