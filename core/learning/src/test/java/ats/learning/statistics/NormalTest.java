package ats.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class NormalTest {

    private static final NormalDistribution OTHERS = NormalDistribution.of(0, 1);

    @Test
    void agreesWithAnotherLibraryFarIntoBothTails() {
        for (double x = -37; x <= 8; x += 0.0625) {
            assertThat(Normal.probability(x))
                    .describedAs("at %s", x)
                    .isCloseTo(OTHERS.cumulativeProbability(x), Percentage.withPercentage(1e-9));
        }
    }

    @Test
    void undoesItself() {
        for (double x = -30; x <= 5; x += 0.0625) {
            assertThat(Normal.quantile(Normal.probability(x)))
                    .describedAs("at %s", x)
                    .isCloseTo(x, within(x < 3 ? 1e-12 * Math.max(1, -x) : 1e-9));
        }
    }

    @Test
    void agreesWithAnotherLibraryOnQuantiles() {
        for (double p : new double[] {1e-300, 1e-12, 0.001, 0.024, 0.1, 0.11, 0.4999, 0.5, 0.75}) {
            assertThat(Normal.quantile(p))
                    .describedAs("of %s", p)
                    .isCloseTo(OTHERS.inverseCumulativeProbability(p), within(1e-11));
        }
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> Normal.quantile(1.1)).hasMessageContaining("no probability: 1.1");
    }

    @Test
    void agreesWithAnotherLibraryOnChiSquares() {
        for (int freedom : new int[] {1, 2, 5, 9, 100, 5000}) {
            var others = ChiSquaredDistribution.of(freedom);
            for (double x = 0; x < 3.0 * freedom + 30; x += 0.37 * (1 + freedom / 50.0)) {
                assertThat(Gamma.chiSquareTail(x, freedom))
                        .describedAs("%s over %s", x, freedom)
                        .isCloseTo(others.survivalProbability(x), within(1e-11));
            }
        }
        // 16, 18, 16, 14, 12, 12 beside 16, 16, 16, 16, 16, 8
        assertThat(Gamma.chiSquareTail(3.5, 5)).isCloseTo(0.6233876278, within(1e-10));
    }
}
