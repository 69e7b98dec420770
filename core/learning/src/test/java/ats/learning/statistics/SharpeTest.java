package ats.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import org.junit.jupiter.api.Test;

final class SharpeTest {

    private static final double[] RETURNS = {
        .01, -.005, .007, .003, -.002, .012, -.009, .004, .006, -.001, .008, -.004
    };

    @Test
    void measuresTheShapeOfASample() {
        var sharpe = Sharpe.of(RETURNS);
        assertThat(sharpe.ratio()).isCloseTo(.3677937873, within(1e-10));
        assertThat(sharpe.skewness()).isCloseTo(-.2173967008, within(1e-10));
        assertThat(sharpe.kurtosis()).isCloseTo(1.8915422188, within(1e-10));
        assertThat(sharpe.probabilistic(0)).isCloseTo(.8765188378, within(1e-10));
    }

    @Test
    void knowsThePublishedProbabilisticRatio() {
        var sharpe = new Sharpe(1.585 / Math.sqrt(12), 24, -2.448, 10.164);
        assertThat(sharpe.probabilistic(0)).isCloseTo(0.91323430688486, within(1e-13));
    }

    @Test
    void expectsTheLargestOfManyTrials() {
        assertThat(Sharpe.expectedMaximum(100)).isCloseTo(2.5306028932, within(1e-10));
        assertThat(Sharpe.expectedMaximum(10)).isCloseTo(1.5745983013, within(1e-10));
        assertThat(Sharpe.expectedMaximum(1)).isZero();
        assertThatThrownBy(() -> Sharpe.expectedMaximum(0)).hasMessageContaining("0 trials");
    }

    @Test
    void theLargestOfManyDrawnIsAboutWhatIsExpected() {
        var random = new Random(5);
        double sum = 0;
        int rounds = 4000;
        for (int round = 0; round < rounds; round++) {
            sum += IntStream.range(0, 50).mapToDouble(_ -> random.nextGaussian()).max().orElse(0);
        }
        assertThat(Sharpe.expectedMaximum(50)).isCloseTo(sum / rounds, within(0.03));
    }

    @Test
    void deflatesByThePublishedExample() {
        double variance = .5 / 250;
        var trials = new Trials(100, 0, variance * 99);
        assertThat(trials.expectedBest()).isCloseTo(.1131720019, within(1e-9));
        var sharpe = new Sharpe(2.5 / Math.sqrt(250), 1250, -3, 10);
        assertThat(sharpe.deflated(trials)).isCloseTo(.90039683445, within(1e-9));
    }

    @Test
    void knowsHowLongItTakesToBelieve() {
        var sharpe = new Sharpe(2 / Math.sqrt(250), 250, 0, 3);
        double periods = sharpe.minimumTrackRecord(1 / Math.sqrt(250), .95);
        assertThat(periods / 250).isCloseTo(2.7311878017, within(1e-9));
        // after as many periods the probability is that of the confidence
        var then = new Sharpe(sharpe.ratio(), (int) Math.round(periods), 0, 3);
        assertThat(then.probabilistic(1 / Math.sqrt(250))).isCloseTo(.95, within(1e-3));
        assertThat(Sharpe.minimumBacktestYears(45, 1)).isCloseTo(4.99808700, within(1e-8));
    }

    @Test
    void countsTrialsOneByOneAsAllAtOnce() {
        var random = new Random(11);
        var ratios = random.doubles(200, -.1, .2).toArray();
        var trials = Trials.of(ratios);
        var moments = Moments.of(ratios);
        assertThat(trials.count()).isEqualTo(200);
        assertThat(trials.mean()).isCloseTo(moments.mean(), within(1e-14));
        assertThat(Math.sqrt(trials.variance())).isCloseTo(moments.deviation(), within(1e-14));
        assertThat(Trials.of(.3).expectedBest()).isZero();
    }
}
