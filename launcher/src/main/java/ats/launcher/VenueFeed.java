package ats.launcher;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.port.MarketFeed;
import ats.platform.time.MarketClock;
import ats.platform.time.Scheduled;
import ats.simulator.market.Participant;

/// A real feed that a simulated venue trades on: the venue learns of each bar, and of each
/// session's splits and dividends, before we do, and of each close.
final class VenueFeed implements MarketFeed {

    private final MarketFeed real;
    private final Participant venue;
    private final Calendar calendar;
    private final MarketClock clock;
    private Optional<Scheduled> closing = Optional.empty();

    VenueFeed(MarketFeed real, Participant venue, Calendar calendar, MarketClock clock) {
        this.real = real;
        this.venue = venue;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public void history(Symbol symbol, Timeframe base, Span span, Consumer<Bar> each) {
        real.history(symbol, base, span, each);
    }

    /// What is asked for one day alone is asked in the morning of that day.
    @Override
    public List<CorporateAction> actions(List<Symbol> symbols, LocalDate from, LocalDate to) {
        var actions = real.actions(symbols, from, to);
        if (from.equals(to)) {
            calendar.session(from)
                    .ifPresent(session -> venue.beforeOpen(session, actions, clock.now()));
        }
        return actions;
    }

    @Override
    public synchronized void stream(List<Symbol> symbols, Listener listener) {
        awaitClose(calendar.sessionOf(clock.now()));
        real.stream(symbols, new VenueFirst(listener));
    }

    @Override
    public Optional<String> check() {
        return real.check();
    }

    @Override
    public synchronized void close() {
        closing.ifPresent(Scheduled::cancel);
        real.close();
    }

    /// The bars that end at the close arrive within the grace.
    private synchronized void awaitClose(Session session) {
        long at = session.close() + BacktestCommand.BAR_GRACE;
        closing =
                Optional.of(
                        clock.at(
                                at,
                                "close of the simulated venue",
                                () -> {
                                    venue.sessionClosed(session, session.close());
                                    awaitClose(calendar.after(session.date()));
                                }));
    }

    private final class VenueFirst implements Listener {
        private final Listener next;

        VenueFirst(Listener next) {
            this.next = next;
        }

        @Override
        public void bar(Bar bar) {
            venue.bars(bar.to(), List.of(bar));
            next.bar(bar);
        }

        @Override
        public void connected() {
            next.connected();
        }

        @Override
        public void disconnected(String reason) {
            next.disconnected(reason);
        }

        @Override
        public void malformed(String reason) {
            next.malformed(reason);
        }
    }
}
