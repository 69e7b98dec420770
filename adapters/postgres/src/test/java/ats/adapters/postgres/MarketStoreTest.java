package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.port.MarketFeed.Span;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class MarketStoreTest {

    private static final Span EVER = new Span(0, Long.MAX_VALUE);

    private final Symbol symbol = new Symbol(SharedDatabase.freshName("M"));
    private final PostgresMarketStore store;
    private final PostgresActionStore actions;

    MarketStoreTest(Database database) {
        store = new PostgresMarketStore(database);
        actions = new PostgresActionStore(database);
    }

    @Test
    void knowsNothingOfASymbolNeverStored() {
        assertThat(store.bars(symbol, Timeframe.MINUTE, EVER)).isEmpty();
        assertThat(store.newest(symbol, Timeframe.MINUTE)).isZero();
        assertThat(store.lastBars(symbol, Timeframe.MINUTE, Long.MAX_VALUE, 5)).isEmpty();
    }

    @Test
    void readsBackAFewBarsExactly() {
        var bars = Samples.bars(symbol, 10);
        store.saveBars(Timeframe.MINUTE, bars);
        assertThat(store.bars(symbol, Timeframe.MINUTE, EVER)).isEqualTo(bars);
        assertThat(store.bars(symbol, Timeframe.HOUR, EVER)).isEmpty();
        var span = new Span(bars.get(2).from(), bars.get(5).from());
        assertThat(store.bars(symbol, Timeframe.MINUTE, span)).isEqualTo(bars.subList(2, 5));
        assertThat(store.newest(symbol, Timeframe.MINUTE)).isEqualTo(bars.getLast().to());
        assertThat(store.lastBars(symbol, Timeframe.MINUTE, bars.get(6).to() + 1, 3))
                .isEqualTo(bars.subList(4, 7));
    }

    @Test
    void keepsABarThatComesAgainAndUpdatesOneThatChanged() {
        for (int count : List.of(10, 1000)) {
            var other = new Symbol(symbol.text() + "." + count);
            var bars = Samples.bars(other, count);
            store.saveBars(Timeframe.MINUTE, bars);
            var again = new ArrayList<Bar>();
            bars.forEach(bar -> again.add(learnedLater(bar)));
            again.set(3, Samples.bar(other, bars.get(3).from(), "77"));
            store.saveBars(Timeframe.MINUTE, again);
            var expected = new ArrayList<>(bars);
            expected.set(3, again.get(3));
            assertThat(store.bars(other, Timeframe.MINUTE, EVER)).isEqualTo(expected);
        }
    }

    @Test
    void takesOldAndNewAndRepeatedBarsInOneList() {
        var other = new Symbol(symbol.text() + ".b");
        var bars = Samples.bars(symbol, 2000);
        store.saveBars(Timeframe.MINUTE, bars.subList(500, 1000));
        var mixed = new ArrayList<>(bars);
        mixed.addAll(Samples.bars(other, 300));
        mixed.addAll(bars.subList(1990, 2000));
        store.saveBars(Timeframe.MINUTE, mixed.reversed());
        assertThat(store.bars(symbol, Timeframe.MINUTE, EVER)).isEqualTo(bars);
        assertThat(store.bars(other, Timeframe.MINUTE, EVER)).hasSize(300);
        assertThat(store.count(Timeframe.MINUTE, EVER)).isGreaterThanOrEqualTo(2300);
    }

    @Test
    void loadsFiftyThousandBarsQuickly() {
        var bars = Samples.bars(symbol, 50_000);
        long fresh = millis(() -> store.saveBars(Timeframe.MINUTE, bars));
        long again = millis(() -> store.saveBars(Timeframe.MINUTE, bars));
        System.out.println(
                "50000 bars: " + fresh + " ms by COPY, " + again + " ms once more by merge");
        assertThat(fresh).isLessThan(8000);
        assertThat(store.bars(symbol, Timeframe.MINUTE, EVER)).hasSize(50_000);
    }

    @Test
    void keepsEachCorporateActionOnce() {
        var day = LocalDate.of(2026, 6, 10);
        var split = new CorporateAction.Split(symbol, day, 5, 6, 1, 7);
        var regular = new CorporateAction.Dividend(symbol, day, 5, 6, Price.parse("0.25"));
        var special = new CorporateAction.Dividend(symbol, day, 5, 6, Price.parse("2"));
        actions.save(List.of(split, regular, special));
        actions.save(List.of(regular, split));
        assertThat(actions.between(symbol, day, day)).containsExactly(split, regular, special);
        assertThat(actions.between(symbol, day.plusDays(1), day.plusDays(9))).isEmpty();
    }

    private static Bar learnedLater(Bar bar) {
        return new Bar(
                bar.symbol(),
                bar.from(),
                bar.to(),
                bar.learnedAt() + 99,
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume(),
                true);
    }

    private static long millis(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1_000_000;
    }
}
