package ats.simulator.alpaca;

import module java.base;

import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.lockstep.Work;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The stream of trade updates: JSON in binary frames, as on the vendor's paper accounts. What
/// happens while nobody listens is never sent.
final class UpdateStream {
    private static final String UPDATES = "trade_updates";
    private static final int POLICY_VIOLATION = 1008;

    private static final Logger LOG = LoggerFactory.getLogger(UpdateStream.class);

    private final AlpacaOptions options;
    private final Venue venue;
    private final AlpacaFaults faults;
    private final Work frames;
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();

    UpdateStream(AlpacaOptions options, Venue venue, AlpacaFaults faults) {
        this.options = options;
        this.venue = venue;
        this.faults = faults;
        frames = venue.lockstep().work("alpaca.frames");
    }

    void configure(WsConfig socket) {
        socket.onConnect(
                context -> listeners.put(context.sessionId(), new Listener(context.session)));
        socket.onMessage(message -> heard(message, message.message()));
        socket.onBinaryMessage(
                message ->
                        heard(message, StandardCharsets.UTF_8.decode(message.data()).toString()));
        socket.onClose(context -> listeners.remove(context.sessionId()));
        socket.onError(
                broken ->
                        LOG.atDebug()
                                .setMessage("alpaca.stream.broken")
                                .setCause(broken.error())
                                .log());
    }

    /// Trade updates sent.
    long sent() {
        return sent.get();
    }

    /// Lets the update go out in its turn.
    void post(ObjectNode update) {
        var frame = frame(UPDATES, update);
        if (faults.losesUpdate()) {
            return;
        }
        var late = faults.delaysUpdate();
        if (late.isPresent()) {
            long at = venue.clock().now() + late.getAsLong();
            var _ = venue.clock().at(at, "alpaca.update.delayed", () -> enqueue(frame));
            return;
        }
        enqueue(frame);
        if (faults.doublesUpdate()) {
            enqueue(frame);
        }
    }

    private void enqueue(byte[] frame) {
        venue.frames().post("alpaca.frames", () -> send(frame));
    }

    private void send(byte[] frame) {
        for (var listener : listeners.values()) {
            if (!listener.listening) {
                continue;
            }
            if (faults.dropsConnection()) {
                listener.session.disconnect();
                continue;
            }
            boolean half = faults.malformsFrame();
            var bytes = ByteBuffer.wrap(frame, 0, half ? frame.length / 2 : frame.length);
            // The listener ends what reaches it; what does not ends here.
            frames.begin();
            listener.session.sendBinary(
                    bytes, Callback.from(sent::incrementAndGet, _ -> frames.end()));
        }
    }

    private void heard(WsContext context, String message) {
        var listener = listeners.get(context.sessionId());
        if (listener == null) {
            return;
        }
        try {
            var request = Json.parse(message);
            switch (request.path("action").asString("")) {
                case "authenticate" -> authenticate(listener, request.path("data"));
                case "auth" -> authenticate(listener, request);
                case "listen" -> listen(listener, request.path("data").path("streams"));
                default -> refuse(listener, "invalid action");
            }
        } catch (Fault garbage) {
            refuse(listener, "invalid syntax");
        }
    }

    private void authenticate(Listener listener, JsonNode keys) {
        var keyId = Json.text(keys, "key_id").or(() -> Json.text(keys, "key")).orElse("");
        var secret = Json.text(keys, "secret_key").or(() -> Json.text(keys, "secret")).orElse("");
        boolean known = keyId.equals(options.keyId()) && secret.equals(options.secret());
        listener.authorized = known;
        answer(listener, authorization(known ? "authorized" : "unauthorized", "authenticate"));
        if (!known) {
            listener.session.close(POLICY_VIOLATION, "unauthorized", Callback.NOOP);
        }
    }

    private void listen(Listener listener, JsonNode streams) {
        if (!listener.authorized) {
            answer(listener, authorization("unauthorized", "listen"));
            return;
        }
        boolean wanted = false;
        for (var stream : streams.values()) {
            wanted |= stream.asString("").equals(UPDATES);
        }
        var data = Json.mapper().createObjectNode();
        var listening = data.putArray("streams");
        if (wanted) {
            listening.add(UPDATES);
        }
        // first: whoever has heard the answer counts on every update from then on
        listener.listening = wanted;
        answer(listener, frame("listening", data));
    }

    private static byte[] authorization(String status, String action) {
        var data = Json.mapper().createObjectNode().put("status", status).put("action", action);
        return frame("authorization", data);
    }

    private static byte[] frame(String stream, ObjectNode data) {
        return Json.bytes(Json.mapper().createObjectNode().put("stream", stream).set("data", data));
    }

    private static void refuse(Listener listener, String words) {
        var error = Json.mapper().createObjectNode().put("action", "error");
        error.putObject("data").put("error_message", words);
        answer(listener, Json.bytes(error));
    }

    private static void answer(Listener listener, byte[] bytes) {
        listener.session.sendBinary(ByteBuffer.wrap(bytes), Callback.NOOP);
    }

    /// One connection and how far it has come.
    private static final class Listener {
        private final Session session;
        private volatile boolean authorized;
        private volatile boolean listening;

        Listener(Session session) {
            this.session = session;
        }
    }
}
