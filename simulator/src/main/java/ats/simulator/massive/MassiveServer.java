package ats.simulator.massive;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;
import ats.simulator.market.Participant;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;

/// Massive: REST under `/`, the stream under `/stocks`. As a participant it sends each bar that
/// ends as one `AM` event with its true span. It knows nothing past the market's now.
public final class MassiveServer implements Participant, AutoCloseable {

    private static final int MOST_ACTIONS = 5_000;
    private static final int MOST_ACTIONS_FORMERLY = 1_000;

    private final Market market;
    private final MassiveOptions options;
    private final Faults faults = new Faults();
    private final BarStream stream;
    private final Gate gate;
    private final Javalin javalin;

    public MassiveServer(Market market, MassiveOptions options) {
        this.market = market;
        this.options = options;
        stream = new BarStream(market, options, faults);
        gate = new Gate(options, faults, market.clock());
        javalin = options.bind().serve("the simulated vendor of data", this::configure);
    }

    /// For example `http://127.0.0.1:40123`; the stream's is the same with `ws` and `/stocks`.
    public URI address() {
        return options.bind().found("http", port(), "");
    }

    public URI streamAddress() {
        return options.bind().found("ws", port(), "/stocks");
    }

    public int port() {
        return javalin.port();
    }

    public Faults faults() {
        return faults;
    }

    /// Bars sent over the stream.
    public long frames() {
        return stream.sent();
    }

    /// Connections that have shown a key.
    public int listeners() {
        return stream.listeners();
    }

    /// Requests answered.
    public long requests() {
        return gate.requests();
    }

    @Override
    public void beforeOpen(Session session, List<CorporateAction> actions, long at) {}

    @Override
    public void bars(long at, List<Bar> endingNow) {
        endingNow.forEach(stream::post);
    }

    @Override
    public void sessionClosed(Session session, long at) {}

    @Override
    public void close() {
        javalin.stop();
    }

    private void configure(JavalinConfig config) {
        var aggregates = new Aggregates(market, faults);
        var reference = new Reference(market);
        gate.route(
                config,
                "/v2/aggs/ticker/{ticker}/range/{multiplier}/{timespan}/{from}/{to}",
                aggregates::answer);
        gate.route(
                config,
                "/stocks/v1/splits",
                (question, link) -> reference.splits(question, MOST_ACTIONS, link));
        gate.route(
                config,
                "/stocks/v1/dividends",
                (question, link) -> reference.dividends(question, MOST_ACTIONS, link));
        gate.route(
                config,
                "/v3/reference/splits",
                (question, link) -> reference.splits(question, MOST_ACTIONS_FORMERLY, link));
        gate.route(
                config,
                "/v3/reference/dividends",
                (question, link) -> reference.dividends(question, MOST_ACTIONS_FORMERLY, link));
        gate.unknownPaths(config);
        config.routes.ws("/stocks", stream::configure);
    }
}
