package ats.strategy;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.backtest.RecordedMarket;

/// A seeded random walk of one-minute bars that never closes, in which single bars can be changed.
record Walk(List<Bar> bars) implements RecordedMarket {
    static final Symbol SYMBOL = Symbol.of("WALK");
    static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    static final long START = new AlwaysOpen().session(FIRST).orElseThrow().open();

    static Walk of(long seed, int count) {
        var random = new Random(seed);
        var bars = new ArrayList<Bar>();
        long cents = 10_000;
        for (int index = 0; index < count; index++) {
            long open = cents;
            cents = Math.max(100, cents + random.nextInt(-30, 31));
            bars.add(bar(index, open, cents));
        }
        return new Walk(bars);
    }

    /// The same market with one close a cent higher.
    Walk withTick(int index) {
        var changed = new ArrayList<>(bars);
        var bar = bars.get(index);
        long close = bar.close().nanos() / 10_000_000 + 1;
        changed.set(index, bar(index, bar.open().nanos() / 10_000_000, close));
        return new Walk(changed);
    }

    /// The same market up to that bar, another one from there on.
    Walk otherFrom(int index, long seed) {
        var other = of(seed, bars.size());
        var changed = new ArrayList<>(bars.subList(0, index));
        changed.addAll(other.bars.subList(index, bars.size()));
        return new Walk(changed);
    }

    private static Bar bar(int index, long open, long close) {
        long from = START + index * Timeframe.MINUTE.nanos();
        return new Bar(
                SYMBOL,
                from,
                from + Timeframe.MINUTE.nanos(),
                from + Timeframe.MINUTE.nanos(),
                price(open),
                price(Math.max(open, close) + 2),
                price(Math.min(open, close) - 2),
                price(close),
                Quantity.of(1_000_000),
                false);
    }

    private static Price price(long cents) {
        return new Price(cents * 10_000_000);
    }

    @Override
    public OptionalLong nextEnd(long after) {
        long index = Math.max(0, Math.floorDiv(after - START, Timeframe.MINUTE.nanos()));
        return after < START
                ? OptionalLong.of(bars.getFirst().to())
                : index >= bars.size()
                        ? OptionalLong.empty()
                        : OptionalLong.of(bars.get((int) index).to());
    }

    @Override
    public List<Bar> endingAt(long at) {
        return List.of(bars.get((int) ((at - START) / Timeframe.MINUTE.nanos()) - 1));
    }

    @Override
    public List<CorporateAction> actions(LocalDate from, LocalDate to) {
        return List.of();
    }
}
