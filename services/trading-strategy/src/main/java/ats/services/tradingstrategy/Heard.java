package ats.services.tradingstrategy;

import module java.base;

import ats.domain.MarketEvent;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.engine.Engine;
import ats.engine.Event;
import ats.engine.backtest.Warmup;
import ats.platform.time.MarketClock;
import ats.strategy.Setup;

/// How far each symbol's history reached when the engine was warmed: the same bars may come over
/// the bus as well, and must not count twice.
final class Warmed {

    private final SortedMap<Symbol, Long> to;
    private final long newest;

    /// Tells the engine the last bars that are stored and the corporate actions between them.
    static Warmed up(Engine engine, Setup setup, TradingStrategy.Stores stores, MarketClock clock) {
        long now = clock.now();
        var calendar = setup.hours();
        var bars = new ArrayList<Bar>();
        var to = new TreeMap<Symbol, Long>();
        var actions = new ArrayList<ats.domain.CorporateAction>();
        for (var symbol : setup.symbols()) {
            var last = stores.bars().lastBars(symbol, setup.timeframe(), now, Warmup.BARS);
            if (!last.isEmpty()) {
                bars.addAll(last);
                to.put(symbol, last.getLast().to());
                var from = calendar.date(last.getFirst().from());
                actions.addAll(stores.actions().between(symbol, from, calendar.date(now)));
            }
        }
        Warmup.run(engine, bars, actions);
        return new Warmed(to);
    }

    private Warmed(SortedMap<Symbol, Long> to) {
        this.to = to;
        newest = to.values().stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
    }

    boolean knows(MarketEvent event) {
        return event instanceof Bar bar
                && bar.to() <= to.getOrDefault(bar.symbol(), Long.MIN_VALUE);
    }

    /// A decision on prices that are history is left out; the next one is made in time.
    boolean knows(Event.Mark mark) {
        return mark.happenedAt() <= newest;
    }
}
