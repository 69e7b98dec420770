package ats.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import org.junit.jupiter.api.Test;

final class CorrelationTest {

    private static final double[][] PREDICTIONS = {
        {.1, .4, .2, .9, -.3}, {.5, .1, .3, -.2, 0}, {.2, .2, -.1, .6, .4}
    };
    private static final double[][] RETURNS = {
        {.01, .03, -.01, .05, -.02}, {.02, 0, .03, -.01, .01}, {-.01, .02, 0, .01, .03}
    };

    @Test
    void knowsTheInformationCoefficients() {
        var linear = Coefficients.linear(PREDICTIONS, RETURNS);
        assertThat(linear.values())
                .containsExactly(
                        new double[] {.9220880814, .8192880304, .4244373438}, within(1e-10));
        assertThat(linear.mean()).isCloseTo(.7219378185, within(1e-10));
        assertThat(linear.ratio()).isCloseTo(2.7479350109, within(1e-9));
    }

    @Test
    void knowsTheRankCoefficients() {
        var ranked = Coefficients.ranked(PREDICTIONS, RETURNS);
        assertThat(ranked.values())
                .containsExactly(new double[] {.9, .8, .4616902584}, within(1e-10));
        assertThat(ranked.ratio()).isCloseTo(3.1369941220, within(1e-9));
    }

    @Test
    void ranksAsCountingDoes() {
        var random = new Random(3);
        for (int round = 0; round < 200; round++) {
            var values = random.ints(30, 0, 12).asDoubleStream().toArray();
            var ranks = Correlation.ranks(values);
            for (int index = 0; index < values.length; index++) {
                double own = values[index];
                long below = DoubleStream.of(values).filter(value -> value < own).count();
                long equal = DoubleStream.of(values).filter(value -> value == own).count();
                assertThat(ranks[index]).isEqualTo(below + (equal + 1) / 2.0);
            }
        }
    }

    @Test
    void saysNothingWhereOneSideStandsStill() {
        assertThat(Correlation.pearson(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isNaN();
        assertThat(new Coefficients(new double[] {Double.NaN, .5}).values()).hasSize(1);
    }

    @Test
    void countsNeighboursThatRepeatEachOther() {
        var random = new Random(8);
        int n = 4000;
        int reach = 5;
        var noise = random.doubles(n + reach, -1, 1).toArray();
        var sums = new double[n];
        for (int index = 0; index < n; index++) {
            for (int lag = 0; lag <= reach; lag++) {
                sums[index] += noise[index + lag];
            }
        }
        double plain = NeweyWest.standardError(sums, 0);
        double honest = NeweyWest.standardError(sums, 50);
        double true_ = Math.sqrt(Math.pow(reach + 1, 2) / 3 / n);
        assertThat(honest).isCloseTo(true_, within(true_ * 0.25));
        assertThat(plain).isLessThan(true_ / 2);
    }

    @Test
    void addsUpCovariancesAsWritten() {
        double[] x = {1, 4, 2, 8, 5, 7};
        double mean = 4.5;
        double g0 = 0;
        double g1 = 0;
        double g2 = 0;
        for (int t = 0; t < 6; t++) {
            g0 += (x[t] - mean) * (x[t] - mean) / 6;
            g1 += t < 1 ? 0 : (x[t] - mean) * (x[t - 1] - mean) / 6;
            g2 += t < 2 ? 0 : (x[t] - mean) * (x[t - 2] - mean) / 6;
        }
        double expected = Math.sqrt((g0 + 2 * (2 / 3.0 * g1 + 1 / 3.0 * g2)) / 6);
        assertThat(NeweyWest.standardError(x, 2)).isCloseTo(expected, within(1e-14));
    }
}
