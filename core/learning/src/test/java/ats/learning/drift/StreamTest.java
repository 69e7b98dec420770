package ats.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import org.junit.jupiter.api.Test;

final class StreamTest {

    private static final PageHinkley.Settings TEN = new PageHinkley.Settings(30, .005, 10, .9999);

    @Test
    void drawsThePortableStream() {
        assertThat(uniform(3))
                .containsExactly(
                        new double[] {.6551540485, .3048143233, .6749606337}, within(1e-10));
        assertThat(DoubleStream.of(steps()).sum()).isEqualTo(1068);
    }

    @Test
    void cutsTheWindowWhereARateRose() {
        var adwin = new Adwin(.002);
        assertThat(detections(adwin, steps())).containsExactly("2143:736", "2207:672", "2271:608");
        assertThat(adwin.count()).isEqualTo(2336);
        assertThat(adwin.sum()).isEqualTo(746);
        assertThat(adwin.squaredDeviations()).isCloseTo(507.7654109590, within(1e-9));
    }

    @Test
    void cutsTheWindowWhereAMeanRose() {
        var adwin = new Adwin(.002);
        assertThat(detections(adwin, shifted()))
                .containsExactly("1087:320", "1119:224", "1151:224", "1311:320");
        assertThat(adwin.count()).isEqualTo(1008);
        assertThat(adwin.mean()).isCloseTo(.8020684539, within(1e-10));
    }

    @Test
    void keepsBucketsOfDoublingSizes() {
        var adwin = new Adwin(.002);
        for (int i = 0; i < 200; i++) {
            adwin.update(i % 7);
        }
        assertThat(adwin.count()).isEqualTo(200);
        assertThat(adwin.sum()).isEqualTo(594);
        assertThat(adwin.squaredDeviations()).isCloseTo(797.82, within(1e-9));
        assertThat(adwin.buckets()).containsExactly(4, 4, 5, 5, 4, 2);
        var few = new Adwin(.002);
        for (int i = 1; i <= 7; i++) {
            few.update(i);
        }
        assertThat(few.buckets()).containsExactly(5, 1);
        assertThat(few.bucket(0, 0)).containsExactly(3, 0);
        assertThat(few.bucket(1, 0)).containsExactly(3, .5);
        assertThat(few.squaredDeviations()).isCloseTo(28, within(1e-12));
    }

    @Test
    void theWindowsSpreadIsThatOfItsValues() {
        var random = new Random(2);
        var adwin = new Adwin(1e-9);
        var values = random.doubles(900).toArray();
        for (double value : values) {
            adwin.update(value);
        }
        double mean = DoubleStream.of(values).average().orElse(0);
        double squares = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
        assertThat(adwin.count()).isEqualTo(900);
        assertThat(adwin.mean()).isCloseTo(mean, within(1e-12));
        assertThat(adwin.squaredDeviations()).isCloseTo(squares, within(1e-9));
    }

    @Test
    void tellsWhenAMeanRises() {
        assertThat(alarms(new PageHinkley(TEN), steps())).containsExactly(1786, 2053, 3845);
        assertThat(alarms(new PageHinkley(TEN), shifted())).containsExactly(1021, 1254);
        assertThat(alarms(new PageHinkley(PageHinkley.Settings.USUAL), shifted()))
                .containsExactly(1185);
    }

    @Test
    void aMirroredCopyTellsOfFalls() {
        var falling = DoubleStream.of(shifted()).map(value -> -value).toArray();
        assertThat(alarms(new PageHinkley(TEN), falling)).isEmpty();
        var mirrored = DoubleStream.of(falling).map(value -> -value).toArray();
        assertThat(alarms(new PageHinkley(TEN), mirrored)).containsExactly(1021, 1254);
    }

    private static List<String> detections(Adwin adwin, double[] values) {
        var found = new ArrayList<String>();
        for (int index = 0; index < values.length; index++) {
            if (adwin.update(values[index])) {
                found.add(index + ":" + adwin.count());
            }
        }
        return found;
    }

    private static List<Integer> alarms(PageHinkley detector, double[] values) {
        return IntStream.range(0, values.length)
                .filter(index -> detector.update(values[index]))
                .boxed()
                .toList();
    }

    private static double[] uniform(int count) {
        var values = new double[count];
        long x = 12345;
        for (int index = 0; index < count; index++) {
            x = (1103515245 * x + 12345) % (1L << 31);
            values[index] = (double) x / (1L << 31);
        }
        return values;
    }

    private static double[] steps() {
        var uniform = uniform(4000);
        return IntStream.range(0, 4000)
                .mapToDouble(i -> uniform[i] < (i < 2000 ? .2 : .35) ? 1 : 0)
                .toArray();
    }

    private static double[] shifted() {
        var uniform = uniform(2000);
        return IntStream.range(0, 2000)
                .mapToDouble(i -> uniform[i] + (i < 1000 ? 0 : .3))
                .toArray();
    }
}
