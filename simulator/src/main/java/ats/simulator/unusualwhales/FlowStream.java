package ats.simulator.unusualwhales;

import module java.base;

import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.lockstep.Work;
import ats.simulator.source.OptionsFlow;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The channel of alerts: each on the whole market, a frame of its own, when it is made. Nothing is
/// told again to one that comes back.
final class FlowStream {

    private static final String CHANNEL = "flow-alerts";
    private static final String FRAMES = "unusualwhales.frames";
    private static final Logger LOG = LoggerFactory.getLogger(FlowStream.class);

    private final FlowMarket market;
    private final FlowOptions options;
    private final FlowFaults faults;
    private final Work frames;
    private final Map<String, Customer> customers = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean closed;

    FlowStream(FlowMarket market, FlowOptions options, FlowFaults faults) {
        this.market = market;
        this.options = options;
        this.faults = faults;
        frames = market.lockstep().work(FRAMES);
    }

    void configure(WsConfig socket) {
        socket.onConnect(context -> customers.put(context.sessionId(), new Customer(context)));
        socket.onMessage(message -> heard(message, message.message()));
        socket.onClose(context -> customers.remove(context.sessionId()));
        socket.onError(
                broken ->
                        LOG.atDebug()
                                .setMessage("unusualwhales.stream.broken")
                                .setCause(broken.error())
                                .log());
    }

    long sent() {
        return sent.get();
    }

    int listeners() {
        return (int) customers.values().stream().filter(each -> each.joined).count();
    }

    /// From now on each alert goes out at the market time at which it is made.
    void begin() {
        await(market.clock().now());
    }

    void close() {
        closed = true;
    }

    private void await(long after) {
        var next = market.source().nextMade(after);
        if (next.isPresent() && !closed) {
            long at = next.getAsLong();
            market.clock().at(at, "flow alert", () -> made(at));
        }
    }

    private void made(long at) {
        if (closed) {
            return;
        }
        for (var symbol : market.source().symbols()) {
            market.source().between(symbol, at, at + 1).forEach(this::tell);
        }
        await(at);
    }

    private void tell(OptionsFlow flow) {
        if (faults.withholdsFrame()) {
            return;
        }
        long delay = faults.delayNanos();
        if (delay > 0) {
            market.clock().at(market.clock().now() + delay, "late alert", () -> post(flow));
        } else {
            post(flow);
        }
    }

    private void post(OptionsFlow flow) {
        market.frames().post(FRAMES, () -> send(flow));
        if (faults.doublesFrame()) {
            market.frames().post(FRAMES, () -> send(flow));
        }
    }

    private void send(OptionsFlow flow) {
        boolean cut = faults.dropsConnections();
        for (var customer : customers.values()) {
            if (cut) {
                customer.session.disconnect();
            } else if (customer.joined) {
                send(customer, FlowRows.streamed(CHANNEL, flow).toString());
            }
        }
    }

    /// The customer ends what reaches it; what does not ends here.
    private void send(Customer customer, String text) {
        frames.begin();
        customer.session.sendText(
                faults.malformsFrame() ? text.substring(0, text.length() / 2) : text,
                Callback.from(sent::incrementAndGet, _ -> frames.end()));
    }

    private void heard(WsContext context, String message) {
        var customer = customers.get(context.sessionId());
        if (customer == null) {
            return;
        }
        try {
            var request = Json.parse(message);
            var channel = request.path("channel").asString("");
            if (request.path("msg_type").asString("").equals("join")) {
                boolean known = channel.equals(CHANNEL) && options.streams();
                customer.joined |= known;
                answer(customer, channel, known ? "ok" : "error");
            }
        } catch (Fault garbage) {
            answer(customer, "", "error");
        }
    }

    private static void answer(Customer customer, String channel, String status) {
        var frame = Json.mapper().createArrayNode().add(channel);
        frame.addObject().put("status", status).putObject("response");
        customer.session.sendText(frame.toString(), Callback.NOOP);
    }

    /// One connection, and whether it is in the channel.
    private static final class Customer {
        private final Session session;
        private volatile boolean joined;

        Customer(WsContext context) {
            session = context.session;
        }
    }
}
