package ats.simulator.unusualwhales;

import module java.base;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;

/// Unusual Whales: REST under `/api`, the stream under `/socket`. Each alert goes out when it is
/// made, by a timer of the market's clock. It knows nothing past the market's now.
public final class UnusualWhalesServer implements AutoCloseable {

    private final FlowOptions options;
    private final FlowFaults faults = new FlowFaults();
    private final FlowStream stream;
    private final FlowGate gate;
    private final FlowListing listing;
    private final Javalin javalin;

    public UnusualWhalesServer(FlowMarket market, FlowOptions options) {
        this.options = options;
        stream = new FlowStream(market, options, faults);
        gate = new FlowGate(market, options, faults);
        listing = new FlowListing(market, options);
        javalin = options.bind().serve("the simulated vendor of options flow", this::configure);
        stream.begin();
    }

    /// For example `http://127.0.0.1:40123`; the stream's is the same with `ws` and `/socket`.
    public URI address() {
        return options.bind().found("http", port(), "");
    }

    public URI streamAddress() {
        return options.bind().found("ws", port(), "/socket");
    }

    public int port() {
        return javalin.port();
    }

    public FlowFaults faults() {
        return faults;
    }

    /// Alerts sent over the stream.
    public long frames() {
        return stream.sent();
    }

    /// Connections that are in the channel.
    public int listeners() {
        return stream.listeners();
    }

    /// Requests answered.
    public long requests() {
        return gate.requests();
    }

    @Override
    public void close() {
        stream.close();
        javalin.stop();
    }

    private void configure(JavalinConfig config) {
        gate.route(config, "/api/option-trades/flow-alerts", listing::all);
        gate.route(config, "/api/stock/{ticker}/flow-alerts", listing::ofTicker);
        gate.unknownPaths(config);
        config.routes.wsBeforeUpgrade("/socket", this::requireKey);
        config.routes.ws("/socket", stream::configure);
    }

    private void requireKey(Context context) {
        if (!options.keys().contains(String.valueOf(context.queryParam("token")))) {
            throw new UnauthorizedResponse();
        }
    }
}
