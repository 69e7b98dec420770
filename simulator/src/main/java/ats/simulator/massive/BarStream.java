package ats.simulator.massive;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.lockstep.Work;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stream: one connection an account; a newcomer ends the one before. Each bar is a frame of
/// its own.
final class BarStream {

    private static final String BAR = "AM";
    private static final int POLICY_VIOLATION = 1008;
    private static final long MILLI = 1_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(BarStream.class);

    private final Market market;
    private final MassiveOptions options;
    private final Faults faults;
    private final Work frames;
    private final Map<String, Customer> customers = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();

    BarStream(Market market, MassiveOptions options, Faults faults) {
        this.market = market;
        this.options = options;
        this.faults = faults;
        frames = market.lockstep().work("massive.frames");
    }

    void configure(WsConfig socket) {
        socket.onConnect(this::connected);
        socket.onMessage(message -> heard(message, message.message()));
        socket.onClose(context -> customers.remove(context.sessionId()));
        socket.onError(
                broken ->
                        LOG.atDebug()
                                .setMessage("massive.stream.broken")
                                .setCause(broken.error())
                                .log());
    }

    long sent() {
        return sent.get();
    }

    int listeners() {
        return (int) customers.values().stream().filter(each -> each.authenticated).count();
    }

    void post(Bar bar) {
        market.frames().post("massive.frames", () -> send(bar));
        if (faults.doublesFrame()) {
            market.frames().post("massive.frames", () -> send(bar));
        }
    }

    private void send(Bar bar) {
        if (faults.hides(bar.symbol())) {
            return;
        }
        for (var customer : customers.values()) {
            if (!customer.wants(bar.symbol().text())) {
                continue;
            }
            if (faults.dropsConnection()) {
                customer.session.disconnect();
                continue;
            }
            var text = frame(bar);
            // The customer ends what reaches it; what does not ends here.
            frames.begin();
            customer.session.sendText(
                    faults.malformsFrame() ? text.substring(0, text.length() / 2) : text,
                    Callback.from(sent::incrementAndGet, _ -> frames.end()));
        }
    }

    private static String frame(Bar bar) {
        var frame = Json.mapper().createArrayNode();
        frame.addObject()
                .put("ev", BAR)
                .put("sym", bar.symbol().text())
                .put("v", Aggregates.plain(bar.volume().decimal()))
                .put("dv", Aggregates.plain(bar.volume().decimal()).toPlainString())
                .put("o", Aggregates.plain(bar.open().decimal()))
                .put("h", Aggregates.plain(bar.high().decimal()))
                .put("l", Aggregates.plain(bar.low().decimal()))
                .put("c", Aggregates.plain(bar.close().decimal()))
                .put("s", bar.from() / MILLI)
                .put("e", bar.to() / MILLI);
        return frame.toString();
    }

    private void connected(WsContext context) {
        var customer = new Customer(context.session);
        customers.put(context.sessionId(), customer);
        status(customer, "connected", "Connected Successfully");
    }

    private void heard(WsContext context, String message) {
        var customer = customers.get(context.sessionId());
        if (customer == null) {
            return;
        }
        try {
            var request = Json.parse(message);
            var params = request.path("params").asString("");
            switch (request.path("action").asString("")) {
                case "auth" -> authenticate(customer, params);
                case "subscribe" -> subscribe(customer, params, true);
                case "unsubscribe" -> subscribe(customer, params, false);
                default -> status(customer, "error", "unknown action");
            }
        } catch (Fault garbage) {
            status(customer, "error", "invalid message");
        }
    }

    private void authenticate(Customer customer, String key) {
        if (!options.keys().contains(key)) {
            status(customer, "auth_failed", "authentication failed");
            customer.session.close(POLICY_VIOLATION, "authentication failed", Callback.NOOP);
            return;
        }
        customers.values().stream()
                .filter(other -> other != customer && other.authenticated)
                .forEach(BarStream::evict);
        customer.authenticated = true;
        status(customer, "auth_success", "authenticated");
    }

    private static void evict(Customer other) {
        other.topics.clear();
        status(
                other,
                "max_connections",
                "Maximum number of websocket connections exceeded. You have reached the connection"
                        + " limit for your account.");
        other.session.close(POLICY_VIOLATION, "max_connections", Callback.NOOP);
    }

    private static void subscribe(Customer customer, String params, boolean on) {
        if (!customer.authenticated) {
            status(customer, "error", "not authenticated");
            return;
        }
        for (var topic : params.split(",")) {
            if (on) {
                customer.topics.add(topic.strip());
            } else {
                customer.topics.remove(topic.strip());
            }
            status(
                    customer,
                    "success",
                    (on ? "subscribed to: " : "unsubscribed to: ") + topic.strip());
        }
    }

    private static void status(Customer customer, String status, String message) {
        var frame = Json.mapper().createArrayNode();
        frame.addObject().put("ev", "status").put("status", status).put("message", message);
        customer.session.sendText(frame.toString(), Callback.NOOP);
    }

    /// One connection and what it has asked for.
    private static final class Customer {
        private final Session session;
        private final Set<String> topics = ConcurrentHashMap.newKeySet();
        private volatile boolean authenticated;

        Customer(Session session) {
            this.session = session;
        }

        boolean wants(String ticker) {
            return authenticated
                    && (topics.contains(BAR + "." + ticker) || topics.contains(BAR + ".*"));
        }
    }
}
