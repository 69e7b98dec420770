package ats.learning.statistics;

/// The incomplete gamma function, from which the normal and the chi-square distribution follow.
public final class Gamma {

    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-06,
        1.5056327351493116e-07
    };

    private static final double ROOT_PI = StrictMath.sqrt(StrictMath.PI);
    private static final double PRECISION = 1e-16;
    private static final double TINY = 1e-300;

    /// Series and fraction converge long before, for all arguments that statistics ask for.
    private static final int STEPS = 100_000;

    private Gamma() {}

    /// The natural logarithm of the gamma function, for positive arguments.
    public static double logarithm(double a) {
        double x = a - 1;
        double sum = LANCZOS[0];
        for (int index = 1; index < LANCZOS.length; index++) {
            sum += LANCZOS[index] / (x + index);
        }
        double t = x + LANCZOS.length - 1.5;
        return StrictMath.log(StrictMath.sqrt(2 * StrictMath.PI) * sum)
                + (x + 0.5) * StrictMath.log(t)
                - t;
    }

    /// The share of the gamma integral above `x`.
    public static double upper(double a, double x) {
        if (!(a > 0) || !(x >= 0)) {
            throw new IllegalArgumentException("no gamma share of a=" + a + ", x=" + x);
        }
        if (x == 0) {
            return 1;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
    }

    /// The probability that a chi-square variable exceeds `x`.
    public static double chiSquareTail(double x, int degreesOfFreedom) {
        return upper(degreesOfFreedom / 2.0, x / 2);
    }

    private static double scale(double a, double x) {
        // exact for the normal distribution, where the digits of the tail matter
        return a == 0.5
                ? StrictMath.exp(-x) * StrictMath.sqrt(x) / ROOT_PI
                : StrictMath.exp(a * StrictMath.log(x) - x - logarithm(a));
    }

    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int step = 1; step < STEPS && term > sum * PRECISION; step++) {
            term *= x / (a + step);
            sum += term;
        }
        return sum * scale(a, x);
    }

    /// The continued fraction by Lentz's method.
    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double value = d;
        for (int step = 1; step < STEPS; step++) {
            double an = -step * (step - a);
            b += 2;
            d = 1 / nonZero(an * d + b);
            c = nonZero(b + an / c);
            double factor = d * c;
            value *= factor;
            if (Math.abs(factor - 1) < PRECISION * 4) {
                break;
            }
        }
        return value * scale(a, x);
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
