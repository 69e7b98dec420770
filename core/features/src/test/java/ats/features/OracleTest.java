package ats.features;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Real bars, and what others compute from them.
final class OracleTest {

    private static final String BARS = "qlib/bars502.csv";

    @Test
    void agreesWithAlpha158OnEveryBar() throws IOException {
        var expected = Reference.table("qlib/alpha158_bars502.csv");
        var actual = Evaluation.of(Evaluation.shipped("alpha158"), bars());
        assertThat(actual).hasSize(158);
        for (var feature : actual.entrySet()) {
            // the oracle's own sums have lost some digits in what cancels
            boolean cancels = feature.getKey().matches("(CORR|CORD|RESI).*");
            var column = Objects.requireNonNull(expected.get(feature.getKey()), feature.getKey());
            compare(feature.getKey(), feature.getValue(), column, 0, cancels ? 1e-7 : 1e-9);
        }
    }

    @Test
    void agreesWithAlpha360() throws IOException {
        var text = new StringBuilder("set alpha360\n");
        for (var field : List.of("CLOSE", "OPEN", "HIGH", "LOW", "VWAP", "VOLUME")) {
            for (int lag = 59; lag >= 0; lag--) {
                text.append(field).append(lag).append(" = ").append(alpha360(field, lag));
            }
        }
        var expected = Reference.table("qlib/alpha360_bars502_rows59_60_100_250_501.csv");
        var actual = Evaluation.of(FeatureSet.parse(text.toString()), bars());
        int[] rows = {59, 60, 100, 250, 501};
        assertThat(actual).hasSize(360);
        for (var feature : actual.entrySet()) {
            var values = IntStream.of(rows).mapToDouble(row -> feature.getValue()[row]).toArray();
            var column = Objects.requireNonNull(expected.get(feature.getKey()), feature.getKey());
            compare(feature.getKey(), values, column, 0, 1e-12);
        }
    }

    private static String alpha360(String field, int lag) {
        var series =
                field.equals("VWAP") ? "(high + low + close) / 3" : field.toLowerCase(Locale.ROOT);
        var then = lag == 0 ? "(" + series + ")" : "Ref(" + series + ", " + lag + ")";
        var by = field.equals("VOLUME") ? "(volume + 1e-12)" : "close";
        return then + " / " + by + "\n";
    }

    /// What fades agrees once the first value is forgotten: TA-Lib begins an EMA with the mean of
    /// the first bars, ours weighs all bars there are.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "RSI;RSI(close, 14);14",
                "ATR;ATR(high, low, close, 14);14",
                "NATR;100 * ATR(high, low, close, 14) / close;14",
                "SMA;Mean(close, 30);29",
                "EMA;EMA(close, 30);420",
                "WMA;WMA(close, 30);29",
                "MAX;Max(close, 30);29",
                "MIN;Min(close, 30);29",
                "LINEARREG_SLOPE;Slope(close, 14);13",
                "LINEARREG;close - Resi(close, 14);13",
                "CORREL;Corr(close, high, 30);29",
                "VAR;Var(close, 5) * 4 / 5;4",
                "WILLR;-100 * (Max(high, 14) - close) / (Max(high, 14) - Min(low, 14));13",
                "MOM;Delta(close, 10);10"
            })
    void agreesWithTaLib(String function, String expression, int from) throws IOException {
        var expected =
                Objects.requireNonNull(
                        Reference.table("ta-lib/talib_java040_bars502.csv").get(function));
        compare(function, Evaluation.of(expression, bars()), expected, from, 1e-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rsi;rsi;RSI(close, 14);14",
                "atr;atr;ATR(high, low, close, 14);14",
                "sma;sma;Mean(close, 20);19",
                "ema;ema;EMA(close, 20);300",
                "wma;wma;WMA(close, 14);13",
                "slope;slope;Slope(close, 14);13",
                "slope;rSquared;Rsquare(close, 14);13",
                "donchian;upperBand;Ref(Max(high, 20), 1);20",
                "donchian;lowerBand;Ref(Min(low, 20), 1);20",
                "willr;williamsR;-100 * (Max(high, 14) - close) / (Max(high, 14) - Min(low, 14));13"
            })
    void agreesWithStockIndicators(String file, String field, String expression, int from)
            throws IOException {
        var expected =
                Reference.series("stock-indicators/results/" + file + ".standard.json", field);
        compare(field, Evaluation.of(expression, bars()), expected, from, 1e-8);
    }

    private static Map<Input, double[]> bars() throws IOException {
        var table = Reference.table(BARS);
        var series = new EnumMap<Input, double[]>(Input.class);
        for (var input : List.of(Input.OPEN, Input.HIGH, Input.LOW, Input.CLOSE, Input.VOLUME)) {
            series.put(input, Objects.requireNonNull(table.get(input.text())));
        }
        return series;
    }

    private static void compare(
            String name, double[] actual, double[] expected, int from, double tolerance) {
        assertThat(actual).describedAs(name).hasSameSizeAs(expected);
        for (int row = from; row < actual.length; row++) {
            var at = name + " at " + row;
            if (Double.isNaN(expected[row])) {
                assertThat(actual[row]).describedAs(at).isNaN();
            } else {
                double allowed = tolerance * Math.max(1, Math.abs(expected[row]));
                assertThat(Math.abs(actual[row] - expected[row]))
                        .describedAs("%s: %s, not %s", at, actual[row], expected[row])
                        .isLessThanOrEqualTo(allowed);
            }
        }
    }
}
