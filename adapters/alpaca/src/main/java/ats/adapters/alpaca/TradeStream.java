package ats.adapters.alpaca;

import module java.base;

import ats.engine.port.Broker.Listener;
import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.lockstep.Work;
import ats.platform.metrics.Metrics;
import ats.platform.socket.Conversation;
import ats.platform.socket.Line;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/// The talk on the trading stream: keys, the wish to listen, trade updates.
final class TradeStream implements Conversation {
    private static final String UPDATES = "trade_updates";

    private static final Logger LOG = LoggerFactory.getLogger(TradeStream.class);

    private final AlpacaSettings settings;
    private final TradeUpdates updates;
    private final Listener listener;
    private final Work frames;
    private final Metrics.Counter malformed;
    private boolean listening;
    private String vendorWords = "";
    private String lastTold = "";

    TradeStream(
            AlpacaSettings settings,
            TradeUpdates updates,
            Listener listener,
            Work frames,
            Metrics.Counter malformed) {
        this.settings = settings;
        this.updates = updates;
        this.listener = listener;
        this.frames = frames;
        this.malformed = malformed;
    }

    @Override
    public void opened(Line line) {
        listening = false;
        vendorWords = "";
        var keys = new LinkedHashMap<String, String>();
        keys.put("key_id", settings.keyId().reveal());
        keys.put("secret_key", settings.secretKey().reveal());
        line.send(action("authenticate", keys));
    }

    @Override
    public void heard(Line line, String message) {
        boolean update = true;
        try {
            var frame = Json.parse(message);
            update = frame.path("stream").asString("").equals(UPDATES);
            if (update) {
                updates.read(frame.path("data")).ifPresent(listener::update);
            } else {
                protocol(line, frame);
            }
        } catch (Fault unreadable) {
            // What only could not be looked up is no garbage: a new line makes the trader ask.
            if (unreadable.kind() != Fault.Kind.VENUE) throw unreadable;
            malformed(unreadable.reason());
        } finally {
            // What cannot be read may have been an update: whoever sent it counted it as such.
            if (update) frames.end();
        }
    }

    @Override
    public void lost(String reason, boolean last) {
        var full = vendorWords.isEmpty() || last ? reason : reason + ": " + vendorWords;
        if (listening || last || !full.equals(lastTold)) {
            lastTold = full;
            listener.disconnected(full);
        }
        listening = false;
    }

    private void protocol(Line line, JsonNode frame) {
        switch (frame.path("stream").asString("")) {
            case "authorization" -> authorization(line, frame.path("data"));
            case "listening" -> listening(line, frame.path("data"));
            default -> notice(frame);
        }
    }

    private void authorization(Line line, JsonNode answer) {
        var status = answer.path("status").asString("");
        var action = answer.path("action").asString("authenticate");
        if (status.equals("authorized")) {
            line.send(action("listen", Map.of("streams", List.of(UPDATES))));
        } else if (action.equals("authenticate")) {
            line.stop(
                    "Alpaca refused the keys on its stream: check ALPACA_API_KEY_ID and"
                            + " ALPACA_API_SECRET_KEY, and that they were made for "
                            + settings.stream().getHost());
        } else {
            line.drop("Alpaca wants the keys again");
        }
    }

    private void listening(Line line, JsonNode answer) {
        boolean ours =
                answer.path("streams").values().stream()
                        .anyMatch(stream -> stream.asString("").equals(UPDATES));
        if (!ours) {
            line.drop("Alpaca does not send trade updates");
            return;
        }
        line.ready();
        if (listening) return;
        listening = true;
        lastTold = "";
        listener.connected();
    }

    private void notice(JsonNode frame) {
        vendorWords = frame.path("data").path("error_message").asString("");
        LOG.atWarn()
                .setMessage("alpaca.stream.notice")
                .addKeyValue("stream", frame.path("stream").asString(""))
                .addKeyValue("action", frame.path("action").asString(""))
                .addKeyValue("words", vendorWords)
                .log();
    }

    private void malformed(String reason) {
        malformed.increment();
        LOG.atWarn().setMessage("alpaca.frame.malformed").addKeyValue("reason", reason).log();
        listener.malformed(reason);
    }

    private static String action(String action, Map<String, ?> content) {
        var message = new LinkedHashMap<String, Object>();
        message.put("action", action);
        message.put("data", content);
        return Json.write(message);
    }
}
