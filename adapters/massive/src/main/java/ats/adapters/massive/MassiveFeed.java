package ats.adapters.massive;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.port.MarketFeed;
import ats.platform.Fault;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.socket.ReconnectingSocket;
import ats.platform.time.MarketClock;
import ats.platform.time.ProcessClock;

import org.jspecify.annotations.Nullable;

/// Bars, splits and dividends of US equities from Massive.
public final class MassiveFeed implements MarketFeed {
    private static final long DAY_MILLIS = 86_400_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final MassiveSettings settings;
    private final MarketClock clock;
    private final Lockstep lockstep;
    private final Metrics metrics;
    private final MassiveGateway gateway;
    private final BarHistory history;
    private final ActionCalendar actions;
    private @Nullable ReconnectingSocket socket;
    private boolean closed;

    public MassiveFeed(
            MassiveSettings settings,
            Calendar calendar,
            MarketClock clock,
            Lockstep lockstep,
            Metrics metrics) {
        this.settings = settings;
        this.clock = clock;
        this.lockstep = lockstep;
        this.metrics = metrics;
        gateway = new MassiveGateway(settings, metrics);
        history = new BarHistory(gateway, clock, settings.feedDelay(), metrics);
        actions = new ActionCalendar(gateway, calendar, clock, metrics);
    }

    @Override
    public void history(Symbol symbol, Timeframe base, Span span, Consumer<Bar> each) {
        history.read(symbol, base, span, each);
    }

    @Override
    public List<CorporateAction> actions(List<Symbol> symbols, LocalDate from, LocalDate to) {
        return actions.between(symbols, from, to);
    }

    @Override
    public synchronized void stream(List<Symbol> symbols, Listener listener) {
        if (closed || socket != null) throw Fault.misuse("a feed streams once");
        var signals =
                new BarStream.Signals(
                        lockstep.work("massive.frames"),
                        metrics.counter("massive.frames.malformed"),
                        metrics.counter("massive.frames.unknown"));
        var talk = new BarStream(settings.key().reveal(), symbols, listener, clock, signals);
        var opening =
                new ReconnectingSocket(settings.socketSettings(), talk, ProcessClock.system());
        socket = opening;
        opening.open();
    }

    @Override
    public Optional<String> check() {
        // A week of one share's days is covered by every plan, the free one too.
        long today = clock.now() / NANOS_PER_MILLI;
        var target =
                "/v2/aggs/ticker/SPY/range/1/day/"
                        + (today - 8 * DAY_MILLIS)
                        + "/"
                        + (today - DAY_MILLIS)
                        + "?adjusted=false&limit=10";
        try {
            ResultPage.read(gateway.once(target), _ -> {});
            return Optional.empty();
        } catch (Fault wrong) {
            return Optional.of(wrong.reason());
        }
    }

    @Override
    public void close() {
        var open = closing();
        if (open != null) open.close();
        gateway.close();
    }

    private synchronized @Nullable ReconnectingSocket closing() {
        closed = true;
        return socket;
    }
}
