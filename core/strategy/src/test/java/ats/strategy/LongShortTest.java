package ats.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Ratio;
import ats.domain.Symbol;
import ats.engine.Decision;
import ats.engine.Event;
import ats.engine.Strategy;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LongShortTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol AIG = Symbol.of("AIG");
    private static final String SET = "set-1";
    private static final int HORIZON = 3;

    private final Strategy strategy = strategy(true);
    private final Desk desk = new Desk();
    private int bars;

    @Test
    void goesLongOnALargeForecastAndShortOnALargeNegativeOne() {
        warm(strategy);
        strategy.on(new Event.ModelChange("echo", 0, 0));

        instant(strategy, 0.02, -0.02);

        assertThat(desk.target(SPY).nanos()).isPositive();
        assertThat(desk.target(AIG)).isEqualTo(desk.target(SPY).negated());
    }

    @Test
    void staysOutOnForecastsNoLargerThanUsual() {
        warm(strategy);
        strategy.on(new Event.ModelChange("echo", 0, 0));

        instant(strategy, 0.0099, -0.0099);

        assertThat(desk.targets).isEmpty();
    }

    @Test
    void keepsItsSizeWhileTheForecastFadesAndLeavesWhenItTurns() {
        warm(strategy);
        strategy.on(new Event.ModelChange("echo", 0, 0));
        instant(strategy, 0.02, 0);
        var entered = desk.target(SPY);

        instant(strategy, 0.0026, 0);
        assertThat(desk.target(SPY)).isEqualTo(entered);

        instant(strategy, 0.0024, 0);
        assertThat(desk.target(SPY)).isEqualTo(Quantity.ZERO);
    }

    @Test
    void turnsAroundOnALargeForecastOfTheOtherSide() {
        warm(strategy);
        strategy.on(new Event.ModelChange("echo", 0, 0));
        instant(strategy, 0.02, 0);

        instant(strategy, -0.02, 0);

        assertThat(desk.target(SPY).negative()).isTrue();
    }

    @Test
    void sellsNothingShortWhereThatIsNotAllowed() {
        var careful = strategy(false);
        warm(careful);
        careful.on(new Event.ModelChange("echo", 0, 0));

        instant(careful, 0.02, -0.02);

        assertThat(desk.targets).containsOnlyKeys(SPY);
    }

    @Test
    void leavesWhenItHasHeardNothingForTheHorizonOfAForecast() {
        warm(strategy);
        strategy.on(new Event.ModelChange("echo", 0, 0));
        instant(strategy, 0.02, 0);
        var entered = desk.target(SPY);

        for (int bar = 0; bar < HORIZON; bar++) {
            instant(strategy, Double.NaN, 0);
            assertThat(desk.target(SPY)).isEqualTo(entered);
        }
        instant(strategy, Double.NaN, 0);
        assertThat(desk.target(SPY)).isEqualTo(Quantity.ZERO);
    }

    @Test
    void anotherModelsForecastsCountNoMoreFromItsChangeOn() {
        warm(strategy);
        strategy.on(new Event.ModelChange("echo", 0, 0));
        instant(strategy, 0.02, 0);

        strategy.on(new Event.ModelChange("opposite", 0, 0));
        instant(strategy, 0.02, 0);

        assertThat(desk.target(SPY).negative()).isTrue();
    }

    @Test
    void ignoresRowsOfAnotherFeatureSet() {
        warm(strategy);
        strategy.on(new Event.ModelChange("echo", 0, 0));

        tick(strategy);
        strategy.on(vector(SPY, "set-2", 0.02));
        strategy.decide(desk);

        assertThat(desk.targets).isEmpty();
    }

    @Test
    void staysOutBeforeItKnowsHowMuchASymbolMoves() {
        strategy.on(new Event.ModelChange("echo", 0, 0));

        instant(strategy, 0.02, 0.02);

        assertThat(desk.target(SPY)).isEqualTo(Quantity.ZERO);
    }

    @Test
    void aModelThatIsNotThereIsRefusedByName() {
        assertThatThrownBy(() -> strategy.on(new Event.ModelChange("lost", 0, 0)))
                .hasMessageContaining("lost");
    }

    @Test
    void goesOnFromASnapshotAsIfNothingHadHappened() {
        warm(strategy);
        strategy.on(new Event.ModelChange("echo", 0, 0));
        instant(strategy, 0.02, -0.02);
        var snapshot = new ByteWriter();
        strategy.state().save(snapshot);

        var restored = strategy(true);
        restored.state().restore(new ByteReader(snapshot.copy()));
        var second = new ByteWriter();
        restored.state().save(second);

        assertThat(second.copy()).isEqualTo(snapshot.copy());
        instant(restored, 0.0024, -0.0026);
        assertThat(desk.target(SPY)).isEqualTo(Quantity.ZERO);
        assertThat(desk.target(AIG).negative()).isTrue();
    }

    @Test
    void theFallbackTradesUntilThereIsAModelAndAfterItIsGone() {
        var both =
                new ModelElse(
                        (LongShort) strategy,
                        new EmaCross(
                                new EmaCross.Parameters(1, 2, Sizing.DEFAULT, 252), List.of(SPY)));
        assertThat(both.inCharge()).isEqualTo("ema-cross");

        both.on(new Event.ModelChange("echo", 0, 0));
        assertThat(both.inCharge()).isEqualTo("long-short");

        both.on(new Event.ModelChange("", 0, 0));
        assertThat(both.inCharge()).isEqualTo("ema-cross");
    }

    private static Strategy strategy(boolean shorts) {
        var sizing = new Sizing.Volatility(Ratio.percent(15), Ratio.percent(95));
        return new LongShort(
                new LongShort.Parameters(sizing, 252, 0.0002, shorts),
                List.of(SPY, AIG),
                LongShortTest::model);
    }

    /// `echo` forecasts its only feature, `opposite` the contrary.
    private static Forecaster model(String hash) {
        return switch (hash) {
            case "echo" -> new Echo(hash, 1);
            case "opposite" -> new Echo(hash, -1);
            default -> Models.none().of(hash);
        };
    }

    private void warm(Strategy warmed) {
        for (int bar = 0; bar < 100; bar++) {
            tick(warmed);
        }
    }

    private void tick(Strategy told) {
        bars++;
        var close = Price.parse(bars % 2 == 0 ? "100" : "101");
        for (var symbol : List.of(AIG, SPY)) {
            told.on(
                    new Event.Market(
                            new Bar(
                                    symbol,
                                    bars - 1,
                                    bars,
                                    bars,
                                    close,
                                    close,
                                    close,
                                    close,
                                    Quantity.of(1),
                                    false)));
        }
    }

    /// A bar of both symbols, their vectors, a decision.
    private void instant(Strategy told, double spy, double aig) {
        tick(told);
        told.on(vector(AIG, SET, aig));
        told.on(vector(SPY, SET, spy));
        told.decide(desk);
    }

    private Event.Vector vector(Symbol symbol, String set, double value) {
        var values = FloatBuffer.wrap(new float[] {(float) value});
        return new Event.Vector(symbol, set, bars, bars, values);
    }

    /// Answers with what it is asked, and not at all to what is missing.
    private record Echo(String modelHash, int sign) implements Forecaster {

        @Override
        public String featureSet() {
            return SET;
        }

        @Override
        public double scale() {
            return 0.01;
        }

        @Override
        public int horizon() {
            return HORIZON;
        }

        @Override
        public OptionalDouble forecast(FloatBuffer features) {
            float value = features.get(0);
            return Float.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(sign * value);
        }
    }

    /// Remembers targets as an engine would.
    private static final class Desk implements Decision {
        private final SortedMap<Symbol, Quantity> targets = new TreeMap<>();

        Quantity target(Symbol symbol) {
            @Nullable Quantity target = targets.get(symbol);
            return target == null ? Quantity.ZERO : target;
        }

        @Override
        public long at() {
            return 0;
        }

        @Override
        public Money equity() {
            return Money.of(100_000);
        }

        @Override
        public Optional<Standing> standing(Symbol symbol) {
            return Optional.of(new Standing(Quantity.ZERO, target(symbol), Price.parse("100")));
        }

        @Override
        public void target(Symbol symbol, Quantity shares) {
            targets.put(symbol, shares);
        }
    }
}
