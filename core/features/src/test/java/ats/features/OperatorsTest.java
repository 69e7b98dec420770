package ats.features;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every operator against its slow version, on series that make trouble.
final class OperatorsTest {

    private static final long SEED = 41;

    private static final int BARS = 250;

    private static final double TOLERANCE = 1e-12;

    private static final List<String> WINDOWED =
            List.of(
                    "Sum(close, BARS)",
                    "Mean(close, BARS)",
                    "Var(close, BARS)",
                    "Std(close, BARS)",
                    "Slope(close, BARS)",
                    "Rsquare(close, BARS)",
                    "Resi(close, BARS)",
                    "Count(close, BARS)",
                    "Max(close, BARS)",
                    "Min(close, BARS)",
                    "IdxMax(close, BARS)",
                    "IdxMin(close, BARS)",
                    "Corr(close, volume, BARS)",
                    "Cov(close, volume, BARS)",
                    "Ref(close, BARS)",
                    "Delta(close, BARS)");

    private static final List<String> REREADING =
            List.of(
                    "Rank(close, BARS)",
                    "Med(close, BARS)",
                    "Quantile(close, BARS, 0.8)",
                    "Quantile(close, BARS, 0.37)",
                    "Quantile(close, BARS, 0)",
                    "WMA(close, BARS)",
                    "Mad(close, BARS)",
                    "Skew(close, BARS)",
                    "Kurt(close, BARS)",
                    "EMA(close, BARS)",
                    "RSI(close, BARS)",
                    "ATR(Greater(close, volume), Less(close, volume), close, BARS)");

    private static final List<String> OTHERS =
            List.of(
                    "Mean(close, 0.1)",
                    "EMA(close, 0.05)",
                    "close + volume",
                    "close - volume",
                    "close * volume",
                    "close / volume",
                    "-close",
                    "close > volume",
                    "close < volume",
                    "close >= Ref(close, 1)",
                    "close <= Ref(close, 1)",
                    "close == Ref(close, 1)",
                    "close != Ref(close, 1)",
                    "Greater(close, volume)",
                    "Less(close, volume)",
                    "Abs(close - volume)",
                    "Sign(Delta(close, 1))",
                    "Log(close)",
                    "If(close > volume, close, -volume)",
                    "If(close, 1, 2)",
                    "Std(Log(close / Ref(close, 1)), 20)",
                    "Corr(close / Ref(close, 1), Log(volume / Ref(volume, 1) + 1), 10)",
                    "Mean(Abs(close / Ref(close, 1) - 1) * volume, 17) / (volume + 1)",
                    "Slope(Ref(close, 5), 9)");

    /// The makers of series.
    enum Kind {
        WALK(1) {
            @Override
            double next(Random random, double last) {
                return Math.max(1, last + random.nextInt(-20, 21) / 100.0);
            }
        },
        GAPS(1) {
            @Override
            double next(Random random, double last) {
                return random.nextInt(8) == 0
                        ? Double.NaN
                        : Math.max(1, last + random.nextGaussian());
            }
        },
        MOSTLY_MISSING(1) {
            @Override
            double next(Random random, double last) {
                return random.nextInt(20) > 0 ? Double.NaN : random.nextGaussian();
            }
        },
        TIES(1) {
            @Override
            double next(Random random, double last) {
                return random.nextInt(3) - 1;
            }
        },
        CONSTANT_STRETCHES(1) {
            @Override
            double next(Random random, double last) {
                return random.nextInt(50) == 0 ? 100.1 + random.nextInt(5) / 10.0 : last;
            }
        },
        HUGE(1e12) {
            @Override
            double next(Random random, double last) {
                return last + random.nextGaussian();
            }
        },
        TINY(1e-9) {
            @Override
            double next(Random random, double last) {
                return last * Math.exp(random.nextGaussian() / 100);
            }
        },
        SPIKES(1) {
            @Override
            double next(Random random, double last) {
                return random.nextInt(90) == 0
                        ? Math.pow(10, random.nextInt(4, 40))
                        : 5 + random.nextDouble();
            }
        },
        INFINITIES(1) {
            @Override
            double next(Random random, double last) {
                return random.nextInt(30) == 0
                        ? (random.nextBoolean() ? 1 : -1) / 0.0
                        : random.nextGaussian();
            }
        };

        private final double scale;

        Kind(double scale) {
            this.scale = scale;
        }

        abstract double next(Random random, double last);

        double[] series(long seed, int bars) {
            var random = new Random(seed);
            var series = new double[bars];
            double last = 100 * scale;
            for (int bar = 0; bar < bars; bar++) {
                series[bar] = next(random, last);
                last = Double.isFinite(series[bar]) ? series[bar] : last;
            }
            return series;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void agreeWithTheirSlowVersions(Kind kind) {
        var all = new ArrayList<String>(OTHERS);
        for (int bars : new int[] {1, 2, 5, 17, 60}) {
            all.addAll(over(WINDOWED, bars));
            all.addAll(over(REREADING, bars));
        }
        compare(kind, BARS, all);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void agreeWhereTheRunningSumsBeginAnew(Kind kind) {
        var all = new ArrayList<String>();
        for (int bars : new int[] {3, 20}) {
            all.addAll(over(WINDOWED, bars));
        }
        compare(kind, Exact.RENEWAL + 60, all);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void agreeOverTheWholeHistory(Kind kind) {
        compare(kind, BARS, over(WINDOWED, 0));
    }

    private static List<String> over(List<String> expressions, int bars) {
        return expressions.stream().map(one -> one.replace("BARS", "" + bars)).toList();
    }

    private static void compare(Kind kind, int bars, List<String> expressions) {
        var inputs = new EnumMap<Input, double[]>(Input.class);
        inputs.put(Input.CLOSE, kind.series(SEED, bars));
        inputs.put(Input.VOLUME, kind.series(SEED + 1, bars));
        var slow = new Slow(inputs);
        var together = together(expressions, inputs);
        for (int index = 0; index < expressions.size(); index++) {
            var text = expressions.get(index);
            var parsed = new ExpressionParser(new Tokens(text, 1)).parse();
            var what = kind + " " + text;
            compare(what, together.get(index), slow.of(parsed), slow.scale(parsed));
            // by itself it may be computed by another, cheaper kernel
            var alone = Evaluation.of(text, inputs);
            compare(what + " alone", alone, slow.of(parsed), slow.scale(parsed));
        }
    }

    private static List<double[]> together(List<String> expressions, Map<Input, double[]> inputs) {
        var text = new StringBuilder("set all\n");
        for (int index = 0; index < expressions.size(); index++) {
            text.append("f" + index + " = " + expressions.get(index) + "\n");
        }
        return List.copyOf(Evaluation.of(FeatureSet.parse(text.toString()), inputs).values());
    }

    private static void compare(String what, double[] actual, double[] expected, double[] scale) {
        for (int bar = 0; bar < actual.length; bar++) {
            double error = Math.abs(actual[bar] - expected[bar]);
            double allowed = TOLERANCE * Math.max(Math.abs(expected[bar]), scale[bar]);
            boolean same = Double.compare(actual[bar] + 0.0, expected[bar] + 0.0) == 0;
            if (!same && !(error <= allowed)) {
                throw new AssertionError(
                        "%s at bar %d, seed %d: %s, not %s"
                                .formatted(what, bar, SEED, actual[bar], expected[bar]));
            }
        }
        assertThat(actual).describedAs(what).hasSameSizeAs(expected);
    }
}
