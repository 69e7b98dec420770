package ats.learning.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import org.junit.jupiter.api.Test;

final class LabelTest {

    private static final double[] CLOSES = {
        100, 101, 102.5, 101.5, 99, 98, 100, 103, 104, 102, 101
    };

    @Test
    void goesFromTheOpenWhereAnOrderFillsToALaterOpen() {
        var prices = prices(new double[] {10, 11, 12, 13, 14}, new double[] {9, 9, 9, 9, 9}, false);
        var labels = Label.parse("forward:lag=1,bars=2").over(prices);
        assertThat(labels.values()[0]).isCloseTo(13.0 / 11 - 1, within(1e-15));
        assertThat(labels.values()[1]).isCloseTo(14.0 / 12 - 1, within(1e-15));
        assertThat(labels.realised()).isEqualTo(labels.values());
        assertThat(labels.from()[0]).isEqualTo(prices.end()[0]);
        assertThat(labels.to()[0]).isEqualTo(prices.start()[3]);
        assertThat(labels.present(2)).isFalse();
        assertThat(labels.absent()).isEqualTo(Map.of(Absence.NOT_YET, 3));
    }

    @Test
    void namesWhyALabelIsAbsent() {
        double[] opens = {10, 11, Double.NaN, 13, 14};
        var labels = Label.parse("forward:lag=1,bars=1").over(prices(opens, opens, true));
        assertThat(labels.absent())
                .isEqualTo(Map.of(Absence.INSTRUMENT_ENDED, 2, Absence.NO_PRICE, 2));
        assertThat(labels.values())
                .containsExactly(
                        new double[] {
                            Double.NaN, Double.NaN, 14.0 / 13 - 1, Double.NaN, Double.NaN
                        });
    }

    @Test
    void goesFromCloseToClose() {
        var labels = Label.parse("close:lag=1,bars=3").over(Prices.closes(CLOSES));
        assertThat(labels.values()[2]).isCloseTo(98 / 101.5 * (100 / 98.0) - 1, within(1e-12));
        for (int t = 0; t + 4 < CLOSES.length; t++) {
            assertThat(labels.values()[t])
                    .isCloseTo(CLOSES[t + 4] / CLOSES[t + 1] - 1, within(1e-15));
            assertThat(labels.to()[t]).isEqualTo(t + 5);
        }
        assertThat(labels.absent()).isEqualTo(Map.of(Absence.NOT_YET, 4));
    }

    @Test
    void knowsWhichBarrierIsTouchedFirst() {
        var labels = Label.parse("barrier:up=.02,down=.02,bars=4").over(Prices.closes(CLOSES));
        assertThat(IntStream.of(0, 2, 3, 5).mapToObj(i -> labels.values()[i]))
                .containsExactly(1.0, -1.0, -1.0, 1.0);
        // the touch's bar ends when the label is known
        assertThat(IntStream.of(0, 2, 3, 5).mapToLong(i -> labels.to()[i]))
                .containsExactly(3L, 5L, 5L, 7L);
        // bought at the next open, left at the touch
        assertThat(labels.realised()[0]).isCloseTo(102.5 / 101 - 1, within(1e-12));
        assertThat(labels.absent()).isEqualTo(Map.of(Absence.NOT_YET, 4));
    }

    @Test
    void needsBarsBeforeToKnowTheWidth() {
        var text = "barrier:up=1.0,down=1.0,bars=2,volatility=5";
        var labels = Label.parse(text).over(Prices.closes(CLOSES));
        assertThat(labels.absent()).isEqualTo(Map.of(Absence.NOT_YET, 2, Absence.NO_VOLATILITY, 2));
    }

    @Test
    void isTheTextThatItWasParsedFrom() {
        for (var text :
                List.of(
                        "forward:lag=1,bars=7",
                        "close:lag=0,bars=5",
                        "barrier:up=2.0,down=1.5,bars=20,volatility=50")) {
            assertThat(Label.parse(text).text()).isEqualTo(text);
        }
    }

    @Test
    void refusesWhatIsNoLabel() {
        assertRefused("forward", "write it as forward:lag=1,bars=7");
        assertRefused("backward:bars=1", "unknown label backward");
        assertRefused("forward:bars=x", "bars=x is no number");
        assertRefused("forward:lag=1", "lacks bars");
        assertRefused("forward:lag=0,bars=1", "lag is at least 1, not 0");
        assertRefused("forward:bars=1,bars=2", "comes twice");
        assertRefused("forward:bars=1,days=2", "no use for days");
        assertRefused("barrier:up=-1,down=1,bars=3", "up -1.0");
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> Label.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static Prices prices(double[] open, double[] close, boolean ended) {
        var start = LongStream.range(0, open.length).map(bar -> bar * 10).toArray();
        var end = LongStream.range(0, open.length).map(bar -> bar * 10 + 7).toArray();
        return new Prices(start, end, open, close, close, close, ended);
    }
}
