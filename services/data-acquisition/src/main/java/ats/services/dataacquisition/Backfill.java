package ats.services.dataacquisition;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.engine.Event;
import ats.engine.bars.Instants;
import ats.engine.port.MarketFeed;
import ats.engine.port.MarketFeed.Span;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches what lies between the store and now, symbol by symbol, and builds the bars that the
/// strategy is warmed with. It begins again with the last stored day, so that a bar which was being
/// built when we stopped becomes whole.
final class Backfill {

    /// Rows in one write to the store.
    private static final int CHUNK = 5_000;

    /// A vendor may be late with an answer; a name that does not exist stays empty.
    private static final int ASKED_MOST = 3;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

    private final AcquisitionSettings settings;
    private final MarketFeed feed;
    private final Calendar calendar;
    private final Storage storage;
    private long outside;

    Backfill(AcquisitionSettings settings, MarketFeed feed, Calendar calendar, Storage storage) {
        this.settings = settings;
        this.feed = feed;
        this.calendar = calendar;
        this.storage = storage;
    }

    /// How many bars the vendor had from the day of the newest that is `known`, 0 for none. An
    /// empty answer is asked for again.
    long fill(Symbol symbol, long known, long now) {
        long from = known == 0 ? start() : dayOf(known);
        var stage = new Stage(symbol);
        for (int asked = 1; asked <= ASKED_MOST && stage.count == 0; asked++) {
            if (asked > 1) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            feed.history(symbol, settings.base(), new Span(from, now), stage::take);
            boolean nothingDue = known != 0 || from >= now;
            if (nothingDue) {
                break;
            }
        }
        stage.finish(now);
        if (stage.count == 0 && known == 0) {
            LOG.atWarn().setMessage("history.empty").addKeyValue("symbol", symbol).log();
        }
        return stage.count;
    }

    /// The bars after that time, for a gap.
    List<Bar> since(Symbol symbol, long from, long now) {
        var bars = new ArrayList<Bar>();
        feed.history(
                symbol,
                settings.base(),
                new Span(from, now),
                bar -> regular(bar).ifPresent(bars::add));
        return bars;
    }

    /// Bars outside the regular sessions, which nobody trades on.
    long outside() {
        return outside;
    }

    private long start() {
        return Calendar.midnight(settings.historyFrom());
    }

    private long dayOf(long at) {
        return Calendar.midnight(calendar.date(at - 1));
    }

    /// The part of a row that lies in the regular session: the vendor's hours begin on the hour,
    /// the session does not.
    private Optional<Bar> regular(Bar bar) {
        var session = calendar.openAt(bar.from()).or(() -> calendar.openAt(bar.to() - 1));
        if (session.isEmpty()) {
            outside++;
            return Optional.empty();
        }
        long from = Math.max(bar.from(), session.get().open());
        long to = Math.min(bar.to(), session.get().close());
        return Optional.of(
                new Bar(
                        bar.symbol(),
                        from,
                        to,
                        bar.learnedAt(),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        bar.backfilled()));
    }

    /// One symbol's history on its way into the store.
    private final class Stage implements Instants.Sink {
        private final List<Bar> base = new ArrayList<>();
        private final List<Bar> target = new ArrayList<>();
        private final Instants instants;
        private long count;

        Stage(Symbol symbol) {
            instants =
                    new Instants(
                            List.of(symbol),
                            settings.target(),
                            calendar,
                            settings.barGraceNanos(),
                            this);
        }

        void take(Bar row) {
            count++;
            regular(row).ifPresent(this::keep);
        }

        private void keep(Bar bar) {
            base.add(bar);
            if (!settings.base().equals(settings.target())) {
                instants.on(bar);
            }
            if (base.size() >= CHUNK) {
                save();
            }
        }

        /// What is still being built goes on with the stream.
        void finish(long now) {
            instants.reach(now);
            save();
        }

        @Override
        public void bar(Bar bar) {
            target.add(bar);
        }

        @Override
        public void late(Bar bar) {
            LOG.atWarn().setMessage("history.out.of.order").addKeyValue("bar", bar).log();
        }

        @Override
        public void mark(Event.Mark mark) {}

        private void save() {
            storage.save(settings.base(), List.copyOf(base));
            storage.save(settings.target(), List.copyOf(target));
            base.clear();
            target.clear();
        }
    }
}
