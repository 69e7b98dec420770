package ats.services.featureengineering;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;
import ats.features.FeatureEngine;

/// One symbol's past as it is stored, in the order in which a live engine was told it.
final class History {

    private final FeatureSettings settings;
    private final Calendar calendar;
    private final Stores stores;

    History(FeatureSettings settings, Calendar calendar, Stores stores) {
        this.settings = settings;
        this.calendar = calendar;
        this.stores = stores;
    }

    /// What belongs to some stretch of bars.
    record Past(List<Bar> bars, List<CorporateAction> actions, List<FlowAlert> alerts) {}

    /// Everything up to bars that end then.
    Past of(Symbol symbol, long to) {
        return between(symbol, beginning(), to);
    }

    /// What came after a bar that ended at `from`, up to bars that end at `to`; and alerts that are
    /// known already of bars after those.
    Past between(Symbol symbol, long from, long to) {
        var bars =
                stores.bars().bars(symbol, settings.timeframe(), new Span(from, to)).stream()
                        .filter(bar -> bar.to() <= to)
                        .toList();
        var actions = stores.actions().between(symbol, calendar.date(from), calendar.date(to));
        return new Past(bars, actions, alerts(symbol, from));
    }

    /// An engine that has seen this past; `each` is told after every bar.
    Feed replayed(Past past, Each each) {
        var feed = new Feed(engine());
        follow(feed, past, each);
        return feed;
    }

    /// Tells the feed what came since.
    void follow(Feed feed, Past past, Each each) {
        past.actions().forEach(feed::on);
        past.alerts().forEach(feed::on);
        for (var bar : past.bars()) {
            if (feed.on(bar)) {
                each.at(bar, feed.engine());
            }
        }
    }

    /// Whether nothing is stored by now that the feed ought to have been told for the bars that it
    /// was told.
    boolean agrees(Feed feed, Symbol symbol) {
        if (!feed.wrong()) {
            feed.settle(alerts(symbol, beginning()));
        }
        return !feed.wrong();
    }

    FeatureEngine engine() {
        return new FeatureEngine(settings.set(), calendar, stores.flow().isPresent());
    }

    private List<FlowAlert> alerts(Symbol symbol, long from) {
        var learned = new Span(from, Long.MAX_VALUE);
        return stores.flow().map(flow -> flow.alerts(symbol, learned)).orElse(List.of());
    }

    private long beginning() {
        return Calendar.midnight(settings.historyFrom());
    }

    /// Looks on while an engine goes through the past.
    @FunctionalInterface
    interface Each {
        void at(Bar bar, FeatureEngine engine);
    }
}
