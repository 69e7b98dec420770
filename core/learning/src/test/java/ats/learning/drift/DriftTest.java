package ats.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

final class DriftTest {

    private static final double[] REFERENCE =
            IntStream.rangeClosed(1, 50).mapToDouble(i -> i / 10.0).toArray();
    private static final double[] CURRENT = DoubleStream.of(REFERENCE).map(x -> x + 1).toArray();

    @Test
    void sumsTheStabilityIndex() {
        double[] p = {.3, .3, .2, .2};
        double[] q = {.1, .2, .3, .4};
        assertThat(Stability.index(p, q, 1e-4)).isCloseTo(.4394449155, within(1e-10));
        assertThat(Stability.index(new double[] {.5, .5, 0}, new double[] {.4, .4, .2}, 1e-4))
                .isCloseTo(1.5640491119, within(1e-10));
    }

    @Test
    void measuresAgainstFrozenDeciles() {
        var quantiles = Quantiles.of(floats(REFERENCE));
        assertThat(quantiles.edges()).hasSize(9);
        assertThat(quantiles.edges()[0]).isCloseTo(.59, within(1e-6));
        assertThat(quantiles.edges()[8]).isCloseTo(4.51, within(1e-6));
        assertThat(quantiles.against(floats(CURRENT)).index())
                .isCloseTo(1.5998919625, within(1e-9));
        assertThat(quantiles.against(floats(REFERENCE)).index()).isZero();
    }

    @Test
    void seesMissingValuesAndConstantsAsWell() {
        var quantiles = Quantiles.of(new float[] {1, 1, 1, 1, Float.NaN});
        assertThat(quantiles.shares()).hasSize(3);
        assertThat(quantiles.against(new float[] {1, 1, 1, 1, Float.NaN}).index()).isZero();
        assertThat(quantiles.against(new float[] {1, Float.NaN, Float.NaN}).index()).isPositive();
        var absent = Quantiles.of(new float[] {Float.NaN, Float.NaN});
        assertThat(absent.against(new float[] {Float.NaN}).probability()).isEqualTo(1);
        assertThat(absent.against(new float[] {3}).index()).isPositive();
    }

    @Test
    void takesSmallSamplesForWhatTheyAre() {
        int rounds = 400;
        int alarms = 0;
        double indices = 0;
        var random = new Random(31);
        for (int round = 0; round < rounds; round++) {
            var stability = Quantiles.of(gauss(random, 300, 0)).against(gauss(random, 60, 0));
            alarms += stability.probability() < 0.05 ? 1 : 0;
            indices += stability.index() / rounds;
        }
        // far above the usual band of 0.1, and still no drift
        assertThat(indices).isBetween(0.12, 0.30);
        assertThat(alarms).isLessThan(rounds / 10);
        assertThat(Quantiles.of(gauss(random, 300, 0)).against(gauss(random, 60, 1)).probability())
                .isLessThan(1e-4);
    }

    @Test
    void findsTheFeaturesThatDriftedAmongMany() {
        var random = new Random(5);
        var references = new TreeMap<String, Quantiles>();
        var current = new TreeMap<String, float[]>();
        for (int feature = 0; feature < 20; feature++) {
            references.put("f" + feature, Quantiles.of(gauss(random, 2000, 0)));
            current.put("f" + feature, gauss(random, 500, feature < 5 ? 0.7 : 0));
        }
        var drift = DataDrift.of(references, current, DataDrift.Settings.USUAL);
        assertThat(drift.share()).isEqualTo(0.25);
        assertThat(drift.features().entrySet().stream().filter(e -> e.getValue().drifted()))
                .extracting(Map.Entry::getKey)
                .containsExactly("f0", "f1", "f2", "f3", "f4");
    }

    @Test
    void holdsTheRateOfFalseDiscoveries() {
        double[] p = {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216, Double.NaN};
        assertThat(Discoveries.among(p, .05))
                .containsExactly(
                        true, true, false, false, false, false, false, false, false, false, false);
        // the last that passes takes those before it along
        assertThat(Discoveries.among(new double[] {.04, .03, .045}, .05))
                .containsExactly(true, true, true);
        assertThat(Discoveries.among(new double[0], .05)).isEmpty();
    }

    @Test
    void knowsTheDistanceOfTwoSamples() {
        double[] x = {38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58};
        double[] y = {39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8};
        var found = Kolmogorov.of(x, y);
        assertThat(found.distance()).isEqualTo(.625);
        assertThat(found.probability()).isCloseTo(.08702408702, within(1e-10));
        var shifted = Kolmogorov.of(REFERENCE, CURRENT);
        assertThat(shifted.distance()).isCloseTo(.2, within(1e-12));
        assertThat(shifted.probability()).isCloseTo(.2719135602, within(1e-9));
        assertThat(Kolmogorov.asymptotic(1)).isCloseTo(.2699996717, within(1e-10));
        assertThat(Kolmogorov.asymptotic(1.36)).isCloseTo(.0494858768, within(1e-10));
        assertThat(Kolmogorov.asymptotic(0)).isEqualTo(1);
    }

    @Test
    void agreesWithAnotherLibraryOnDistances() {
        var random = new Random(77);
        for (int round = 0; round < 60; round++) {
            var x = random.doubles(3 + random.nextInt(60)).toArray();
            var y = random.doubles(3 + random.nextInt(60)).map(value -> value + .1).toArray();
            var others = KolmogorovSmirnovTest.withDefaults().test(x, y);
            var found = Kolmogorov.of(x, y);
            assertThat(found.distance()).isCloseTo(others.getStatistic(), within(1e-12));
            assertThat(found.probability()).isCloseTo(others.getPValue(), within(1e-9));
        }
    }

    @Test
    void knowsOtherDistances() {
        assertThat(Distances.wasserstein(REFERENCE, CURRENT)).isCloseTo(.6929589287, within(1e-9));
        assertThat(Distances.jensenShannon(new double[] {.5, .3, .2}, new double[] {.4, .4, .2}))
                .isCloseTo(.0958432338, within(1e-10));
    }

    @Test
    void followsTheSkillOfAChampion() {
        var monitor = new SkillMonitor(3, 0);
        double[] forecasts = {1, 2, 3};
        assertThat(monitor.session(forecasts, forecasts).error()).isInfinite();
        assertThat(monitor.now().below(1, 2)).isFalse();
        monitor.session(forecasts, new double[] {1, 3, 2});
        monitor.session(forecasts, new double[] {7, 7, 7});
        var skill = monitor.session(forecasts, new double[] {3, 2, 1});
        assertThat(skill.sessions()).isEqualTo(3);
        assertThat(skill.value()).isCloseTo((1 + .5 - 1) / 3, within(1e-12));
        double variance = (Math.pow(5 / 6.0, 2) + Math.pow(1 / 3.0, 2) + Math.pow(7 / 6.0, 2)) / 3;
        assertThat(skill.error()).isCloseTo(Math.sqrt(variance / 3), within(1e-12));
        var next = monitor.session(forecasts, new double[] {3, 2, 1});
        assertThat(next.value()).isCloseTo((.5 - 2) / 3, within(1e-12));
    }

    private static float[] gauss(Random random, int count, double mean) {
        return floats(
                DoubleStream.generate(() -> random.nextGaussian() + mean).limit(count).toArray());
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int index = 0; index < values.length; index++) {
            floats[index] = (float) values[index];
        }
        return floats;
    }
}
