package ats.simulator.massive;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;
import ats.simulator.market.Participant;

/// Massive on 127.0.0.1: REST under `/`, the stream under `/stocks`. As a participant it sends each
/// bar that ends as one `AM` event with its true span.
@SuppressWarnings("UnusedVariable") // shape only as yet
public final class MassiveServer implements Participant, AutoCloseable {
    private final Market market;
    private final MassiveOptions options;
    private final Faults faults = new Faults();

    public MassiveServer(Market market, MassiveOptions options) {
        this.market = market;
        this.options = options;
    }

    /// For example `http://127.0.0.1:40123`; the stream's is the same with `ws` and `/stocks`.
    public URI address() {
        throw new UnsupportedOperationException();
    }

    public URI streamAddress() {
        throw new UnsupportedOperationException();
    }

    public int port() {
        throw new UnsupportedOperationException();
    }

    public Faults faults() {
        return faults;
    }

    /// Bars sent over the stream.
    public long frames() {
        return 0;
    }

    /// Requests answered.
    public long requests() {
        return 0;
    }

    @Override
    public void beforeOpen(Session session, List<CorporateAction> actions, long at) {}

    @Override
    public void bars(long at, List<Bar> endingNow) {}

    @Override
    public void sessionClosed(Session session, long at) {}

    @Override
    public void close() {}
}
