package ats.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small numbers that can be checked by hand, and twelve bars whose Alpha158 is known.
final class VectorsTest {

    private static final double NAN = Double.NaN;
    private static final double[] OPEN = {
        10, 10.5, 10.4, 10.8, 11, 10.9, 11.2, 11.1, 11.5, 11.4, 11.3, 11.8
    };
    private static final double[] HIGH = {
        10.6, 10.8, 10.9, 11.2, 11.3, 11.2, 11.4, 11.6, 11.7, 11.6, 11.9, 12.1
    };
    private static final double[] LOW = {
        9.9, 10.3, 10.2, 10.7, 10.8, 10.7, 11, 11, 11.3, 11.1, 11.2, 11.7
    };
    private static final double[] CLOSE = {
        10.5, 10.4, 10.8, 11, 10.9, 11.2, 11.1, 11.5, 11.4, 11.3, 11.8, 12
    };
    private static final double[] VOLUME = {
        1000, 1200, 900, 1500, 1300, 1100, 1600, 1400, 1250, 1700, 1800, 1350
    };
    private static final int[] BARS = {0, 1, 3, 5, 11};

    /// The name, and its values at the bars above.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "KMID .05 -.009523809524 .01851851852 .02752293578 .01694915254",
                "KSFT2 .7142857143 -.6 .2 1 .5",
                "VWAP0 .9841269841 1.009615385 .996969697 .9851190476 .9944444444",
                "ROC5 NaN NaN NaN .9375 .925",
                "MA5 1 1.004807692 .9704545455 .9696428571 .9666666667",
                "STD5 NaN .006799103665 .02503441158 .02648642317 .0242956329",
                "BETA5 NaN -.009615384615 .01727272727 .01517857143 .01166666667",
                "RSQR5 NaN 1 .7934065934 .8210227273 .5764705882",
                "RESI5 NaN 0 .003636363636 0 .01",
                "QTLU5 1 1.007692308 .9890909091 .9857142857 .9866666667",
                "QTLD5 1 1.001923077 .9509090909 .9571428571 .9483333333",
                "RANK5 1 .5 1 1 1",
                "RSV5 .8571428571 .5555555556 .8461538462 .9090909091 .9090909091",
                "IMAX5 .2 .4 .8 .8 1",
                "IMIN5 .2 .2 .2 .4 .2",
                "CORR5 NaN -1 .3700047726 .09774520862 .0007378521529",
                "CORD5 NaN NaN -.4585856968 -.2415733881 -.2962404922",
                "CNTP5 0 0 .5 .6 .6",
                "CNTN5 0 .5 .25 .4 .4",
                "SUMP5 NaN 0 .8571428571 .8181818182 .8461538462",
                "VMA5 1 .9166666667 .7666666667 1.090909091 1.111111111",
                "VSTD5 NaN .1178511302 .1763834207 .203278907 .1756820922",
                "WVMA5 NaN NaN .4841712883 .4672920499 .8108811173",
                "VSUMP5 NaN 1 .7272727273 .5333333333 .4074074074"
            })
    void agreeOnAlpha158(String line) {
        var words = line.split(" ");
        var set = Evaluation.shipped("alpha158");
        var actual = Objects.requireNonNull(Evaluation.of(set, bars()).get(words[0]));
        for (int index = 0; index < BARS.length; index++) {
            double expected = Double.parseDouble(words[index + 1]);
            double value = actual[BARS[index]];
            if (Double.isNaN(expected)) {
                assertThat(value).describedAs("%s at %d", words[0], BARS[index]).isNaN();
            } else {
                assertThat(value)
                        .describedAs("%s at %d", words[0], BARS[index])
                        .isEqualTo(expected, within(1e-9));
            }
        }
    }

    @Test
    void shareOutEverything() {
        var alpha = Evaluation.of(Evaluation.shipped("alpha158"), bars());
        for (var bars : List.of("5", "10", "20", "30", "60")) {
            for (int bar = 1; bar < CLOSE.length; bar++) {
                var at = new At(alpha, bars, bar);
                assertThat(at.of("SUMN")).isEqualTo(1 - at.of("SUMP"), within(1e-9));
                assertThat(at.of("SUMD")).isEqualTo(2 * at.of("SUMP") - 1, within(1e-9));
                assertThat(at.of("VSUMN")).isEqualTo(1 - at.of("VSUMP"), within(1e-9));
                assertThat(at.of("CNTD")).isEqualTo(at.of("CNTP") - at.of("CNTN"));
                assertThat(at.of("IMXD")).isEqualTo(at.of("IMAX") - at.of("IMIN"), within(1e-15));
            }
        }
    }

    private record At(SequencedMap<String, double[]> alpha, String bars, int bar) {
        double of(String name) {
            return Objects.requireNonNull(alpha.get(name + bars))[bar];
        }
    }

    @Test
    void weighAnExponentialMeanByAllThereIs() {
        assertValues("EMA(close, 3)", new double[] {1, 2, 4, 8}, 1, 5 / 3.0, 3, 17 / 3.0);
        assertValues("EMA(close, 3)", new double[] {NAN, 1, NAN, 4}, NAN, 1, 1, 3.4);
        assertValues("Mean(close, 0.5)", new double[] {1, 2, 4, 8}, 1, 5 / 3.0, 3, 17 / 3.0);
    }

    @Test
    void takeNoDaysForTheWholeHistory() {
        double[] close = {3, 1, NAN, 5};
        assertValues("Ref(close, 0)", close, 3, 3, 3, 3);
        assertValues("Delta(close, 0)", close, 0, -2, NAN, 2);
        assertValues("Mean(close, 0)", close, 3, 2, 2, 3);
        assertValues("Max(close, 0)", close, 3, 3, 3, 5);
        assertValues("IdxMin(close, 0)", close, 1, 2, 2, 2);
        assertValues("Count(close, 0)", close, 1, 2, 2, 3);
    }

    @Test
    void skipWhatIsMissing() {
        double[] close = {NAN, 2, NAN, 4, 4};
        assertValues("Sum(close, 2)", close, NAN, 2, 2, 4, 8);
        assertValues("Mean(close, 3)", close, NAN, 2, 2, 3, 4);
        assertValues("Count(close, 2)", close, NAN, 1, 1, 1, 2);
        assertValues("Std(close, 3)", close, NAN, NAN, NAN, Math.sqrt(2), 0);
        assertValues("Max(close, 2)", close, NAN, 2, 2, 4, 4);
        assertValues("IdxMax(close, 3)", close, NAN, 2, 2, 3, 2);
        assertValues("Rank(close, 5)", close, NAN, 1, NAN, 1, 2.5 / 3);
        assertValues("Med(close, 5)", close, NAN, 2, 2, 3, 4);
        assertValues("Quantile(close, 5, 0.25)", close, NAN, 2, 2, 2.5, 3);
        assertValues("WMA(close, 3)", close, NAN, 2, 2, 3.5, 4);
        assertValues("Mad(close, 5)", close, NAN, 0, 0, 1, 8 / 9.0);
        assertValues("close > 1", close, 0, 1, 0, 1, 1);
        assertValues("close < 3", close, 0, 1, 0, 0, 0);
        assertValues("close != 2", close, 0, 0, 0, 1, 1);
        assertValues("Greater(close, 3)", close, NAN, 3, NAN, 4, 4);
        assertValues("Less(close, 3)", close, NAN, 2, NAN, 3, 3);
        assertValues("If(close, 1, 0)", close, NAN, 1, NAN, 1, 1);
        assertValues("If(close > 3, 1, 0)", close, 0, 1 - 1, 0, 1, 1);
    }

    /// The slots of 2 and 4 are 1 and 3, then 0 is missing: the line rises by one a bar.
    @Test
    void leaveASlotEmptyWhereAValueIsMissing() {
        double[] close = {2, NAN, 4, 9};
        assertValues("Slope(close, 3)", close, NAN, NAN, 1, 5);
        assertValues("Resi(close, 3)", close, NAN, NAN, 0, 0);
        assertValues("Rsquare(close, 3)", close, NAN, NAN, 1, 1);
    }

    @Test
    void explainNothingOfAConstant() {
        double[] close = {0.1, 0.1, 0.1, 0.1};
        assertValues("Std(close, 3)", close, NAN, 0, 0, 0);
        assertValues("Rsquare(close, 3)", close, NAN, NAN, NAN, NAN);
        assertValues("Corr(close, volume, 3)", close, NAN, NAN, NAN, NAN);
        assertValues("Skew(close, 4)", close, NAN, NAN, NAN, NAN);
        assertValues("RSI(close, 2)", close, NAN, NAN, NAN, NAN);
    }

    @Test
    void findTheFirstOfEquals() {
        double[] close = {5, 7, 7, 6, 7};
        assertValues("IdxMax(close, 3)", close, 1, 2, 2, 1, 1);
        assertValues("IdxMin(close, 3)", close, 1, 1, 1, 3, 2);
        assertValues("Rank(close, 3)", close, 1, 1, 2.5 / 3, 1 / 3.0, 2.5 / 3);
    }

    @Test
    void keepTheirDigitsAfterAValueOfAnotherSize() {
        var close = new double[80];
        Arrays.setAll(close, bar -> bar == 30 ? 1e18 : bar % 2 == 0 ? 1 : 2);
        assertThat(Evaluation.of("Std(close, 4)", close)[70]).isEqualTo(Math.sqrt(1 / 3.0));
        assertThat(Evaluation.of("Sum(close, 4)", close)[70]).isEqualTo(6);
    }

    private static void assertValues(String expression, double[] close, double... expected) {
        var series = new EnumMap<Input, double[]>(Input.class);
        series.put(Input.CLOSE, close);
        series.put(Input.VOLUME, Arrays.copyOf(VOLUME, close.length));
        var actual = Evaluation.of(expression, series);
        assertThat(actual).describedAs(expression).hasSameSizeAs(expected);
        for (int bar = 0; bar < expected.length; bar++) {
            var at = expression + " at " + bar;
            if (Double.isNaN(expected[bar])) {
                assertThat(actual[bar]).describedAs(at).isNaN();
            } else {
                assertThat(actual[bar]).describedAs(at).isEqualTo(expected[bar], within(1e-12));
            }
        }
    }

    private static Map<Input, double[]> bars() {
        var bars = new EnumMap<Input, double[]>(Input.class);
        bars.put(Input.OPEN, OPEN);
        bars.put(Input.HIGH, HIGH);
        bars.put(Input.LOW, LOW);
        bars.put(Input.CLOSE, CLOSE);
        bars.put(Input.VOLUME, VOLUME);
        return bars;
    }
}
