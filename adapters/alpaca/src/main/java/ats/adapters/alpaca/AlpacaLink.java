package ats.adapters.alpaca;

import module java.base;

import ats.engine.port.Broker.Link;
import ats.engine.port.Broker.Listener;
import ats.platform.Fault;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.socket.ReconnectingSocket;
import ats.platform.time.ProcessClock;

import org.jspecify.annotations.Nullable;

/// The stream of trade updates.
final class AlpacaLink implements Link {
    private final AlpacaSettings settings;
    private final AlpacaGateway gateway;
    private final TradeUpdates updates;
    private final Lockstep lockstep;
    private final Metrics metrics;
    private @Nullable ReconnectingSocket socket;
    private boolean closed;

    AlpacaLink(
            AlpacaSettings settings,
            AlpacaGateway gateway,
            TradeUpdates updates,
            Lockstep lockstep,
            Metrics metrics) {
        this.settings = settings;
        this.gateway = gateway;
        this.updates = updates;
        this.lockstep = lockstep;
        this.metrics = metrics;
    }

    @Override
    public synchronized void open(Listener listener) {
        if (closed || socket != null) throw Fault.misuse("a link opens once");
        var talk =
                new TradeStream(
                        settings,
                        updates,
                        listener,
                        lockstep.work("alpaca.frames"),
                        metrics.counter("alpaca.frames.malformed"));
        var opening =
                new ReconnectingSocket(settings.socketSettings(), talk, ProcessClock.system());
        socket = opening;
        opening.open();
    }

    @Override
    public Optional<String> check() {
        try {
            var _ = Fields.text(gateway.readOnce("/v2/account"), "account_number");
            return Optional.empty();
        } catch (Fault wrong) {
            return Optional.of(wrong.reason());
        }
    }

    @Override
    public void close() {
        var open = closing();
        if (open != null) open.close();
    }

    private synchronized @Nullable ReconnectingSocket closing() {
        closed = true;
        return socket;
    }
}
