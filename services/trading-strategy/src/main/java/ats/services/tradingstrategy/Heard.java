package ats.services.tradingstrategy;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.engine.Engine;
import ats.engine.Event;
import ats.engine.backtest.Warmup;
import ats.engine.port.MarketFeed.Span;
import ats.platform.time.MarketClock;
import ats.strategy.Setup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far the engine has heard each symbol's bars. The bus may bring one that it was warmed with,
/// which must not count twice; and while nobody collected bars none were on the bus, but whoever
/// collects them again has stored them before it tells the next.
final class Heard {

    private static final Logger LOG = LoggerFactory.getLogger(Heard.class);

    private final TradingStrategy.Stores stores;
    private final Setup setup;
    private final SortedMap<Symbol, Long> to = new TreeMap<>();
    private long warmedTo = Long.MIN_VALUE;

    /// Tells the engine the last bars that are stored and the corporate actions between them.
    static Heard warmUp(
            Engine engine, Setup setup, TradingStrategy.Stores stores, MarketClock clock) {
        var heard = new Heard(setup, stores);
        heard.warmUp(engine, clock.now());
        return heard;
    }

    private Heard(Setup setup, TradingStrategy.Stores stores) {
        this.setup = setup;
        this.stores = stores;
    }

    private void warmUp(Engine engine, long now) {
        var calendar = setup.hours();
        var bars = new ArrayList<Bar>();
        var actions = new ArrayList<CorporateAction>();
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
        warmedTo = to.values().stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
    }

    /// What the engine is to be told now: nothing where it knows the bar, else the event, after the
    /// stored bars that the bus left out.
    List<MarketEvent> due(MarketEvent event) {
        if (!(event instanceof Bar bar)) {
            return List.of(event);
        }
        long last = to.getOrDefault(bar.symbol(), Long.MIN_VALUE);
        if (bar.to() <= last) {
            return List.of();
        }
        var due = new ArrayList<MarketEvent>(missed(bar, last));
        due.add(bar);
        to.put(bar.symbol(), bar.to());
        return due;
    }

    /// A decision on prices that are history is left out; the next one is made in time.
    boolean knows(Event.Mark mark) {
        return mark.happenedAt() <= warmedTo;
    }

    private List<Bar> missed(Bar bar, long last) {
        if (last == Long.MIN_VALUE || last >= bar.from()) {
            return List.of();
        }
        var missed =
                stores.bars().bars(bar.symbol(), setup.timeframe(), new Span(last, bar.from()));
        if (!missed.isEmpty()) {
            LOG.atInfo()
                    .setMessage("bars.caught.up")
                    .addKeyValue("symbol", bar.symbol())
                    .addKeyValue("bars", missed.size())
                    .log();
        }
        return missed;
    }
}
