package ats.adapters.unusualwhales;

import module java.base;

import ats.adapters.unusualwhales.UnusualWhalesGateway.Said;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.FlowFeed;
import ats.engine.port.MarketFeed.Span;
import ats.platform.Fault;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.socket.ReconnectingSocket;
import ats.platform.time.MarketClock;
import ats.platform.time.ProcessClock;

import org.jspecify.annotations.Nullable;

/// Alerts about unusual options trading from Unusual Whales.
public final class UnusualWhalesFeed implements FlowFeed {

    private final UnusualWhalesSettings settings;
    private final MarketClock clock;
    private final Lockstep lockstep;
    private final Metrics metrics;
    private final UnusualWhalesGateway gateway;
    private final AlertReader reader;
    private final AlertHistory history;
    private @Nullable ReconnectingSocket socket;
    private boolean closed;

    public UnusualWhalesFeed(
            UnusualWhalesSettings settings, MarketClock clock, Lockstep lockstep, Metrics metrics) {
        this.settings = settings;
        this.clock = clock;
        this.lockstep = lockstep;
        this.metrics = metrics;
        gateway = new UnusualWhalesGateway(settings, metrics);
        reader = new AlertReader(settings.feedDelay());
        history = new AlertHistory(gateway, reader, metrics);
    }

    @Override
    public void history(Symbol symbol, Span span, Consumer<FlowAlert> each) {
        history.read(symbol, span, each);
    }

    @Override
    public synchronized void stream(List<Symbol> symbols, Listener listener) {
        if (closed || socket != null) throw Fault.misuse("a feed streams once");
        var signals =
                new AlertStream.Signals(
                        lockstep.work("unusualwhales.frames"),
                        metrics.counter("unusualwhales.frames.malformed"),
                        metrics.counter("unusualwhales.alerts.others"),
                        metrics.counter("unusualwhales.frames.unknown"));
        var asked = new AlertStream.Asked(settings.key(), symbols, listener);
        var talk = new AlertStream(asked, clock, reader, signals);
        var opening =
                new ReconnectingSocket(settings.socketSettings(), talk, ProcessClock.system());
        socket = opening;
        opening.open();
    }

    @Override
    public Optional<String> check() {
        try {
            return switch (gateway.once(AlertHistory.PATH + "?ticker_symbol=SPY&limit=1")) {
                case Said.Page _ -> Optional.empty();
                case Said.NotBefore(var _, var words) -> Optional.of(words);
            };
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
