package ats.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every feature of every set that ships.
final class PropertiesTest {

    private static final long SEED = 77;

    /// Three sessions, and more than one life of the running sums.
    private static final int BARS = 1_150;

    private static final long HOUR = 60 * Market.MINUTE;

    @ParameterizedTest
    @ValueSource(strings = {"alpha158", "bars"})
    void theFutureChangesNothing(String name) {
        for (long length : new long[] {Market.MINUTE, HOUR}) {
            var market = Market.walk(SEED, BARS, length);
            int changed = BARS * 2 / 3;
            long end = market.bars().get(changed).to();
            var other = market.with(bar -> bar.to() >= end ? scaled(bar, 3, 2) : bar);
            var before = market.features(engine(name));
            var after = other.features(engine(name));
            assertSame(before.subList(0, changed), after.subList(0, changed), name);
            assertThat(after.get(changed)).isNotEqualTo(before.get(changed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha158", "bars"})
    void aRestoredEngineGoesOnBitByBit(String name) {
        var market = Market.walk(SEED, BARS, Market.MINUTE).with(dividend());
        var whole = market.features(engine(name));
        var random = new Random(SEED);
        var parts = new ArrayList<double[]>();
        var engine = engine(name);
        for (var told : market.told()) {
            Market.tell(engine, told);
            if (told instanceof Market.Told.Traded) {
                parts.add(Market.values(engine));
            }
            if (random.nextInt(50) == 0) {
                engine = restored(engine);
            }
        }
        assertSame(parts, whole, name);
    }

    /// The same bars one by one between those of other symbols, as they stream in.
    @ParameterizedTest
    @ValueSource(strings = {"alpha158", "bars"})
    void batchAndStreamAreOne(String name) {
        var markets = LongStream.range(0, 3).mapToObj(one -> Market.walk(one, BARS, HOUR)).toList();
        var engines = Stream.generate(() -> engine(name)).limit(3).toList();
        var streamed = Stream.generate(() -> new ArrayList<double[]>()).limit(3).toList();
        int longest = markets.stream().mapToInt(market -> market.told().size()).max().orElseThrow();
        for (int index = 0; index < longest; index++) {
            for (int symbol = 0; symbol < 3; symbol++) {
                var told = markets.get(symbol).told();
                if (index < told.size()) {
                    Market.tell(engines.get(symbol), told.get(index));
                    if (told.get(index) instanceof Market.Told.Traded) {
                        streamed.get(symbol).add(Market.values(engines.get(symbol)));
                    }
                }
            }
        }
        for (int symbol = 0; symbol < 3; symbol++) {
            assertSame(streamed.get(symbol), markets.get(symbol).features(engine(name)), name);
        }
    }

    /// A bar comes wrong, later corrected: the engine refuses it, and one built anew from what is
    /// right now is as if it had never been wrong.
    @ParameterizedTest
    @ValueSource(strings = {"alpha158", "bars"})
    void healsAfterACorrectedBar(String name) {
        var right = Market.walk(SEED, BARS, Market.MINUTE);
        var correction = right.bars().get(BARS - 20);
        var wrong = right.with(bar -> bar.to() == correction.to() ? scaled(bar, 11, 10) : bar);
        var engine = engine(name);
        var ill = wrong.features(engine);
        assertThat(engine.on(correction)).isFalse();
        assertSame(List.of(Market.values(engine)), List.of(ill.getLast()), name);
        var healed = engine.fresh();
        right.told().forEach(told -> Market.tell(healed, told));
        var healthy = right.features(engine(name));
        assertSame(List.of(Market.values(healed)), List.of(healthy.getLast()), name);
        assertThat(ill.getLast()).isNotEqualTo(healthy.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha158", "bars"})
    void aSplitLeavesNoTrace(String name) {
        var session = Market.session(1);
        var split =
                new CorporateAction.Split(
                        Market.SYMBOL, session.date(), session.open(), session.open(), 1, 7);
        // in steps of seven cents, so that a seventh of a price is a price
        var unsplit = Market.walk(SEED, BARS, Market.MINUTE).with(bar -> scaled(bar, 7, 1));
        var traded = unsplit.with(bar -> bar.to() > session.open() ? seventh(bar) : bar);
        assertClose(
                traded.with(split).features(engine(name)), unsplit.features(engine(name)), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha158", "bars"})
    void aDividendLeavesNoTrace(String name) {
        var dividend = dividend();
        long ex = dividend.happenedAt();
        var traded = Market.walk(SEED, BARS, Market.MINUTE).with(bar -> scaled(bar, 4, 1));
        var last = traded.bars().stream().filter(bar -> bar.to() <= ex).toList().getLast();
        // a fifth of the price is paid, so that a quarter more is the price without
        var fifth = new Price(last.close().nanos() / 5);
        var paid =
                new CorporateAction.Dividend(
                        Market.SYMBOL, dividend.exDate(), ex, dividend.learnedAt(), fifth);
        var without = traded.with(bar -> bar.to() > ex ? scaled(bar, 5, 4) : bar);
        assertClose(traded.with(paid).features(engine(name)), without.features(engine(name)), name);
    }

    /// An engine that begins later agrees once it has seen as many bars as the set says it needs.
    @ParameterizedTest
    @ValueSource(strings = {"alpha158", "bars"})
    void knowsWhenItHasSeenEnough(String name) {
        var market = Market.walk(SEED, BARS, HOUR);
        var whole = market.features(engine(name));
        int first = 500;
        long begin = market.bars().get(first).from();
        var late =
                new Market(
                        market.told().stream()
                                .filter(
                                        one ->
                                                !(one instanceof Market.Told.Traded(var bar))
                                                        || bar.from() >= begin)
                                .toList());
        var features = late.features(engine(name));
        int needed = engine(name).set().lookback();
        assertThat(needed).isBetween(60, 500);
        for (int bar = needed; bar < features.size(); bar++) {
            assertNear(features.get(bar), whole.get(first + bar), 1e-4, name + " at " + bar);
        }
    }

    private static FeatureEngine engine(String name) {
        return new FeatureEngine(Evaluation.shipped(name), Market.CALENDAR, true);
    }

    private static FeatureEngine restored(FeatureEngine engine) {
        var saved = LongStream.builder();
        engine.save(saved::add);
        var fresh = engine.fresh();
        fresh.restore(saved.build().iterator()::nextLong);
        return fresh;
    }

    private static CorporateAction.Dividend dividend() {
        var session = Market.session(2);
        return new CorporateAction.Dividend(
                Market.SYMBOL, session.date(), session.open(), session.open(), Price.of(1));
    }

    /// At prices times `up / down`.
    private static Bar scaled(Bar bar, long up, long down) {
        return new Bar(
                bar.symbol(),
                bar.from(),
                bar.to(),
                bar.learnedAt(),
                bar.open().split(up, down),
                bar.high().split(up, down),
                bar.low().split(up, down),
                bar.close().split(up, down),
                bar.volume(),
                false);
    }

    private static Bar seventh(Bar bar) {
        var cheap = scaled(bar, 1, 7);
        return new Bar(
                cheap.symbol(),
                cheap.from(),
                cheap.to(),
                cheap.learnedAt(),
                cheap.open(),
                cheap.high(),
                cheap.low(),
                cheap.close(),
                new Quantity(7 * bar.volume().nanos()),
                false);
    }

    private static void assertSame(List<double[]> actual, List<double[]> expected, String what) {
        assertThat(actual).describedAs("%s, seed %d", what, SEED).hasSameSizeAs(expected);
        for (int bar = 0; bar < actual.size(); bar++) {
            assertThat(bits(actual.get(bar)))
                    .describedAs("%s at bar %d, seed %d", what, bar, SEED)
                    .isEqualTo(bits(expected.get(bar)));
        }
    }

    private static long[] bits(double[] values) {
        return DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private static void assertClose(List<double[]> actual, List<double[]> expected, String name) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int bar = 0; bar < actual.size(); bar++) {
            assertNear(actual.get(bar), expected.get(bar), 1e-12, name + " at " + bar);
        }
    }

    private static void assertNear(double[] actual, double[] expected, double off, String what) {
        for (int feature = 0; feature < actual.length; feature++) {
            var which = what + ", feature " + feature + ", seed " + SEED;
            if (Double.isNaN(expected[feature])) {
                assertThat(actual[feature]).describedAs(which).isNaN();
            } else if (Double.isFinite(expected[feature])) {
                double allowed = off * Math.max(1, Math.abs(expected[feature]));
                assertThat(actual[feature])
                        .describedAs(which)
                        .isEqualTo(expected[feature], within(allowed));
            } else {
                assertThat(actual[feature]).describedAs(which).isEqualTo(expected[feature]);
            }
        }
    }
}
