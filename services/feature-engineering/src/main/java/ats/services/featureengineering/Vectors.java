package ats.services.featureengineering;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.MarketEvent.Halt;
import ats.domain.MarketEvent.Quote;
import ats.domain.MarketEvent.Trade;
import ats.domain.Symbol;
import ats.engine.Event;
import ats.learning.store.VectorStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live vectors: an engine a symbol, begun from history, and anew whenever something came too
/// late for it.
final class Vectors {

    private static final Logger LOG = LoggerFactory.getLogger(Vectors.class);

    private final FeatureSettings settings;
    private final History history;
    private final Outlet outlet;
    private final boolean shared;
    private final SortedMap<Symbol, Feed> feeds = new TreeMap<>();
    private final SortedMap<Symbol, Long> fresh = new TreeMap<>();
    private final SortedMap<Symbol, Long> heard = new TreeMap<>();
    private final AtomicLong published = new AtomicLong();

    /// `shared` says that other processes may make vectors of some symbols for a while, so that
    /// bars come which do not follow those that were heard here.
    Vectors(FeatureSettings settings, History history, Outlet outlet, boolean shared) {
        this.settings = settings;
        this.history = history;
        this.outlet = outlet;
        this.shared = shared;
    }

    void begin(long now) {
        feeds.clear();
        fresh.clear();
        heard.clear();
        for (var symbol : settings.symbols()) {
            feeds.put(symbol, built(symbol, now));
        }
    }

    void on(MarketEvent event) {
        var feed = feeds.get(event.symbol());
        if (feed == null) {
            return;
        }
        switch (event) {
            case Bar bar -> on(bar, feed);
            case FlowAlert alert -> feed.on(alert);
            case Quote _, Trade _, Halt _ -> {}
        }
    }

    void on(CorporateAction action) {
        var feed = feeds.get(action.symbol());
        if (feed != null) {
            feed.on(action);
        }
    }

    /// The vectors of the instant's bars. Told twice, they are published once.
    void on(Event.Mark mark) {
        var rows = new ArrayList<VectorStore.Row>();
        for (var entry : fresh.entrySet()) {
            if (entry.getValue() == mark.happenedAt()) {
                rows.add(row(entry.getKey(), mark));
            }
        }
        long bars = heard.values().stream().filter(to -> to == mark.happenedAt()).count();
        outlet.instant(mark, rows, (int) bars);
        published.addAndGet(rows.size());
        fresh.clear();
        heard.clear();
    }

    /// The store has got what was not told.
    void doubt() {
        feeds.values().forEach(Feed::doubt);
    }

    long published() {
        return published.get();
    }

    private void on(Bar bar, Feed feed) {
        heard.put(bar.symbol(), bar.to());
        if (shared && feed.last() < bar.from()) {
            catchUp(bar, feed);
        }
        if (feed.on(bar)) {
            fresh.put(bar.symbol(), bar.to());
        } else if (bar.to() < feed.last()) {
            feed.late();
        }
    }

    /// Whoever heard the bars between has stored them first.
    private void catchUp(Bar bar, Feed feed) {
        var missed =
                feed.last() == Long.MIN_VALUE
                        ? history.of(bar.symbol(), bar.to() - 1)
                        : history.between(bar.symbol(), feed.last(), bar.to() - 1);
        if (!missed.bars().isEmpty()) {
            history.follow(feed, missed, (_, _) -> {});
            LOG.atInfo()
                    .setMessage("features.caught.up")
                    .addKeyValue("symbol", bar.symbol())
                    .addKeyValue("bars", missed.bars().size())
                    .log();
        }
    }

    private VectorStore.Row row(Symbol symbol, Event.Mark mark) {
        var feed = feeds.get(symbol);
        if (feed == null || feed.wrong() || (feed.doubted() && !history.agrees(feed, symbol))) {
            feed = built(symbol, mark.happenedAt());
            feeds.put(symbol, feed);
            LOG.atInfo().setMessage("features.rebuilt").addKeyValue("symbol", symbol).log();
        }
        return new VectorStore.Row(
                symbol, mark.happenedAt(), mark.learnedAt(), feed.engine().values());
    }

    private Feed built(Symbol symbol, long to) {
        return history.replayed(history.of(symbol, to), (_, _) -> {});
    }
}
