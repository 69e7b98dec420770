package ats.simulator.alpaca;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;
import ats.simulator.market.Participant;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;

/// Alpaca: the trading API under `/v2`, the stream of trade updates under `/stream`. As a
/// participant it hands bars, splits and dividends to its broker and sends what comes of it.
public final class AlpacaServer implements Participant, AutoCloseable {
    /// Far above any order.
    private static final long LARGEST_BODY = 1 << 20;

    private final AlpacaOptions options;
    private final AlpacaFaults faults = new AlpacaFaults();
    private final UpdateStream stream;
    private final Brokerage brokerage;
    private final Gate gate;
    private final Javalin javalin;

    public AlpacaServer(Venue venue, AlpacaOptions options) {
        this.options = options;
        stream = new UpdateStream(options, venue, faults);
        brokerage = new Brokerage(venue, options, stream);
        gate = new Gate(options, faults, venue.clock());
        var clock = venue.clock();
        var routes =
                new Routes(
                        new OrderCalls(brokerage, options, faults, clock),
                        new AccountCalls(brokerage, faults, clock),
                        new MarketCalls(options, faults, clock));
        javalin = options.bind().serve("the simulated broker", config -> configure(config, routes));
    }

    /// For example `http://127.0.0.1:40123`.
    public URI address() {
        return options.bind().found("http", port(), "");
    }

    public URI streamAddress() {
        return options.bind().found("ws", port(), "/stream");
    }

    public int port() {
        return javalin.port();
    }

    public AlpacaFaults faults() {
        return faults;
    }

    /// Requests answered.
    public long requests() {
        return gate.requests();
    }

    /// Trade updates sent.
    public long frames() {
        return stream.sent();
    }

    @Override
    public void beforeOpen(Session session, List<CorporateAction> actions, long at) {
        brokerage.beforeOpen(session, actions, at);
    }

    @Override
    public void bars(long at, List<Bar> endingNow) {
        brokerage.bars(endingNow);
    }

    @Override
    public void sessionClosed(Session session, long at) {
        brokerage.sessionClosed(session, at);
    }

    /// Withheld answers go out first; the book stays open, for its owner to close.
    @Override
    public void close() {
        faults.release();
        javalin.stop();
    }

    private void configure(JavalinConfig config, Routes routes) {
        config.http.maxRequestSize = LARGEST_BODY;
        gate.configure(config, routes);
        config.routes.ws("/stream", stream::configure);
    }
}
