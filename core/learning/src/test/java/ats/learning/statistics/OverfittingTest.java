package ats.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import org.junit.jupiter.api.Test;

final class OverfittingTest {

    private static double[][] waves() {
        var returns = new double[24][5];
        for (int t = 0; t < 24; t++) {
            for (int n = 0; n < 5; n++) {
                returns[t][n] = .01 * Math.sin((t + 1) * (n + 1) * .7) + .0008 * n;
            }
        }
        return returns;
    }

    @Test
    void knowsTheBestOfEachHalfAndItsRankOnTheOther() {
        var found = Overfitting.of(waves(), 4);
        assertThat(found.probability()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(found.splits().stream().map(split -> split.best() + ":" + (int) split.rank()))
                .containsExactly("3:2", "4:4", "4:5", "4:5", "3:2", "4:4");
        assertThat(found.splits().getFirst().inside()).isCloseTo(.3982980528, within(1e-10));
        assertThat(found.splits().getFirst().outside()).isCloseTo(.2046510166, within(1e-10));
    }

    @Test
    void dividesTimeIntoMoreBlocks() {
        var found = Overfitting.of(waves(), 6);
        assertThat(found.splits()).hasSize(20);
        assertThat(found.probability()).isCloseTo(.4, within(1e-12));
        assertThat(found.meanLogit()).isCloseTo(.0928148995, within(1e-10));
    }

    @Test
    void leavesOutTheFirstRowsThatFillNoBlock() {
        var longer = new double[26][];
        longer[0] = new double[] {9, -9, 9, -9, 9};
        longer[1] = new double[] {-9, 9, 9, 9, 9};
        System.arraycopy(waves(), 0, longer, 2, 24);
        assertThat(Overfitting.of(longer, 6)).isEqualTo(Overfitting.of(waves(), 6));
    }

    @Test
    void findsNoiseOverfittedAboutHalfOfTheTimeAndSkillHardlyEver() {
        var random = new Random(21);
        double noise = 0;
        double skill = 0;
        for (int round = 0; round < 30; round++) {
            var returns = new double[160][6];
            var better = new double[160][6];
            for (int t = 0; t < 160; t++) {
                for (int n = 0; n < 6; n++) {
                    returns[t][n] = random.nextGaussian();
                    better[t][n] = returns[t][n] + (n == 2 ? .5 : 0);
                }
            }
            noise += Overfitting.of(returns, 8).probability() / 30;
            skill += Overfitting.of(better, 8).probability() / 30;
        }
        assertThat(noise).isBetween(.35, .65);
        assertThat(skill).isLessThan(.1);
    }

    @Test
    void refusesWhatCannotBeDivided() {
        assertThatThrownBy(() -> Overfitting.of(waves(), 5)).hasMessageContaining("5 blocks");
        assertThatThrownBy(() -> Overfitting.of(waves(), 14)).hasMessageContaining("24 periods");
    }
}
