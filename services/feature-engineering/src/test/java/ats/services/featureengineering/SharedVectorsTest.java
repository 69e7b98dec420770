package ats.services.featureengineering;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.features.FeatureSet;
import ats.platform.bus.InProcessBus;
import ats.platform.lockstep.Lockstep;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryPartStore;
import ats.testkit.MemoryVectorStore;

import org.junit.jupiter.api.Test;

/// Several processes that make vectors: a symbol may be another's for a while.
final class SharedVectorsTest {

    private static final Symbol SPY = Symbol.of("SPY");
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final long START = 1_717_421_400_000_000_000L;
    private static final int BARS = 60;
    private static final FeatureSet SET =
            FeatureSet.parse("set small\naverage = Mean(close, 20) / close");

    private final MemoryMarketStore bars = new MemoryMarketStore();

    @Test
    void whoGetsASymbolBackMakesTheSameVectorAsWhoKeptIt() {
        var kept = told(true, _ -> true);
        assertThat(told(true, bar -> bar < 45 || bar >= 50)).isEqualTo(kept);
        assertThat(told(true, bar -> bar >= 50)).isEqualTo(kept);
        // what a process that is alone has missed it does not look for
        assertThat(told(false, bar -> bar < 45 || bar >= 50)).isNotEqualTo(kept);
    }

    /// The vector of the last bar, by one who hears some of the bars.
    private float told(boolean shared, IntPredicate heard) {
        var store = new MemoryVectorStore();
        var jobs = new MemoryJobStore(() -> 0);
        store.saveSet(SET.hash(), SET.canonical());
        var stores =
                new Stores(
                        bars,
                        new MemoryActionStore(),
                        Optional.empty(),
                        store,
                        jobs,
                        new MemoryPartStore(jobs, () -> 0));
        var settings =
                new FeatureSettings(SET, List.of(SPY), Timeframe.MINUTE, LocalDate.of(2024, 6, 3));
        var calendar = new AlwaysOpen();
        var needs = new FeatureEngineering.Needs(settings, calendar, stores, "a test");
        var bus = new InProcessBus(Lockstep.free(), 1_000);
        var history = new History(settings, calendar, stores);
        var vectors = new Vectors(settings, history, new Outlet(bus, needs), shared);
        vectors.begin(START - 1);
        for (int number = 0; number < BARS; number++) {
            var bar = bar(number);
            bars.saveBars(Timeframe.MINUTE, List.of(bar));
            if (heard.test(number)) {
                vectors.on(bar);
            }
            vectors.on(new Event.Mark(bar.to(), bar.to(), 1));
        }
        bus.close();
        var last = bar(BARS - 1).to();
        return store.read(SET.hash(), last, last + 1).getFirst().values().get(0);
    }

    private static Bar bar(int number) {
        long end = START + (number + 1) * MINUTE;
        var price = Price.of(100 + number * number % 17);
        return new Bar(
                SPY, end - MINUTE, end, end, price, price, price, price, Quantity.of(10), false);
    }
}
