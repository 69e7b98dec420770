package ats.simulator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;

import org.junit.jupiter.api.Test;

final class PlantedSignalTest {
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
    private static final int SESSIONS = 20;
    private static final double STRENGTH = 0.1;
    private static final List<Sample> PLAIN = samples(0);
    private static final List<Sample> PLANTED = samples(STRENGTH);

    @Test
    void leansAgainstTheLastTenCloses() {
        // mean 1, deviation 3: the last close is three deviations above
        var high = Stream.concat(Collections.nCopies(9, 0.0).stream(), Stream.of(10.0)).toList();
        // mean 5.5, deviation 2.8723: the last close is 0.1741 deviations above
        var near = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 10.0, 7.0, 8.0, 9.0, 6.0);

        assertThat(PlantedSignal.of(high)).isEqualTo(-1.19);
        assertThat(PlantedSignal.of(near)).isCloseTo(-1.19 * 0.174078, within(1e-5));
    }

    @Test
    void saysNothingTooEarlyOrOfAPriceThatStands() {
        assertThat(PlantedSignal.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0))).isZero();
        assertThat(PlantedSignal.of(Collections.nCopies(10, 133.7))).isZero();
    }

    @Test
    void looksAtTheLastTenOnly() {
        var closes = List.of(3.0, 9.0, 2.0, 4.0, 8.0, 1.0, 6.0, 7.0, 3.0, 5.0);
        var longer = Stream.concat(Stream.of(1e6, 17.0, 0.1), closes.stream()).toList();

        assertThat(PlantedSignal.of(longer)).isEqualTo(PlantedSignal.of(closes), within(1e-12));
    }

    @Test
    void isWorthItsStrengthOnMinutes() {
        assertThat(coefficient(PLANTED, PlantedSignalTest::minutes))
                .as("seeds %s", SEEDS)
                .isCloseTo(STRENGTH, within(0.015));
    }

    @Test
    void isWorthItsStrengthOnHours() {
        assertThat(coefficient(PLANTED, PlantedSignalTest::hours))
                .as("seeds %s", SEEDS)
                .isCloseTo(STRENGTH, within(0.04));
    }

    @Test
    void isNotThereUnlessAskedFor() {
        assertThat(coefficient(PLAIN, PlantedSignalTest::minutes))
                .as("seeds %s", SEEDS)
                .isCloseTo(0, within(0.01));
        assertThat(coefficient(PLAIN, PlantedSignalTest::hours))
                .as("seeds %s", SEEDS)
                .isCloseTo(0, within(0.04));
    }

    @Test
    void aStrongerSignalIsTheSameMarketOtherwise() {
        var plain = PLAIN.getFirst();
        var planted = PLANTED.getFirst();
        var symbol = plain.symbols().getFirst();

        assertThat(
                        Sample.correlation(
                                plain.returns(symbol, Sample.first()),
                                planted.returns(symbol, Sample.first())))
                .isGreaterThan(0.95);
    }

    /// The correlation of what the signal said with what the next bar of the session returned.
    private static double coefficient(List<Sample> samples, UnaryOperator<List<Bar>> bars) {
        var said = DoubleStream.builder();
        var came = DoubleStream.builder();
        for (var sample : samples) {
            for (var symbol : sample.symbols()) {
                pair(bars.apply(days(sample, symbol)), said, came);
            }
        }
        return Sample.correlation(said.build().toArray(), came.build().toArray());
    }

    private static List<Sample> samples(double strength) {
        return SEEDS.stream()
                .map(seed -> SeededOptions.of(seed, Sample.FIRST).withSignal(strength))
                .map(options -> new Sample(options, SESSIONS))
                .toList();
    }

    private static void pair(List<Bar> bars, DoubleStream.Builder said, DoubleStream.Builder came) {
        double scale = deviation(bars);
        var closes = bars.stream().map(Sample::close).toList();
        for (int at = PlantedSignal.CLOSES; at < bars.size(); at++) {
            var last = bars.get(at - 1);
            if (last.to() == bars.get(at).from()) {
                said.add(PlantedSignal.of(closes.subList(at - PlantedSignal.CLOSES, at)));
                came.add(change(last, bars.get(at)) / scale);
            }
        }
    }

    private static double deviation(List<Bar> bars) {
        return Sample.deviation(
                IntStream.range(1, bars.size())
                        .filter(at -> bars.get(at - 1).to() == bars.get(at).from())
                        .mapToDouble(at -> change(bars.get(at - 1), bars.get(at)))
                        .toArray());
    }

    private static double change(Bar last, Bar next) {
        return Sample.close(next) / Sample.close(last) - 1;
    }

    private static List<Bar> days(Sample sample, Symbol symbol) {
        return sample.sessions().stream()
                .flatMap(session -> sample.bars(symbol, session).stream())
                .toList();
    }

    private static List<Bar> minutes(List<Bar> bars) {
        return bars;
    }

    /// The last minute of each clock hour, stretched over the hour as far as the session covers it.
    private static List<Bar> hours(List<Bar> minutes) {
        var hours = new ArrayList<Bar>();
        var first = minutes.getFirst();
        for (int at = 0; at < minutes.size(); at++) {
            var bar = minutes.get(at);
            boolean last = at + 1 == minutes.size() || minutes.get(at + 1).from() != bar.to();
            if (last || Math.floorMod(bar.to(), Timeframe.HOUR.nanos()) == 0) {
                hours.add(
                        new Bar(
                                bar.symbol(),
                                first.from(),
                                bar.to(),
                                bar.to(),
                                bar.open(),
                                bar.high(),
                                bar.low(),
                                bar.close(),
                                bar.volume(),
                                false));
                first = at + 1 == minutes.size() ? first : minutes.get(at + 1);
            }
        }
        return hours;
    }
}
