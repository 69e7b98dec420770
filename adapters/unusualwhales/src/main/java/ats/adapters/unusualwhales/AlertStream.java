package ats.adapters.unusualwhales;

import module java.base;

import ats.domain.Symbol;
import ats.engine.port.FlowFeed.Listener;
import ats.platform.Fault;
import ats.platform.config.Secret;
import ats.platform.json.Json;
import ats.platform.lockstep.Work;
import ats.platform.metrics.Metrics;
import ats.platform.rest.RestRequest;
import ats.platform.socket.Conversation;
import ats.platform.socket.Line;
import ats.platform.time.MarketClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/// The talk on the stream: one join, its answer, alerts on the whole market. The key has been said
/// with the address.
final class AlertStream implements Conversation {
    private static final String CHANNEL = "flow-alerts";
    private static final String JOIN = "{\"channel\":\"" + CHANNEL + "\",\"msg_type\":\"join\"}";
    private static final String OK = "ok";
    private static final Pattern REFUSED = Pattern.compile("handshake was answered with 40[13]");
    private static final Logger LOG = LoggerFactory.getLogger(AlertStream.class);

    private final Secret key;
    private final Set<String> tickers = new TreeSet<>();
    private final Listener listener;
    private final MarketClock clock;
    private final AlertReader reader;
    private final Signals signals;
    private boolean inForce;
    private String lastTold = "";

    AlertStream(Asked asked, MarketClock clock, AlertReader reader, Signals signals) {
        key = asked.key();
        asked.symbols().forEach(symbol -> tickers.add(symbol.text()));
        listener = asked.listener();
        this.clock = clock;
        this.reader = reader;
        this.signals = signals;
    }

    @Override
    public void opened(Line line) {
        inForce = false;
        line.send(JOIN);
    }

    @Override
    public void heard(Line line, String message) {
        boolean answer = false;
        try {
            answer = frame(line, Json.parse(message));
        } catch (Fault unreadable) {
            if (unreadable.kind() != Fault.Kind.VENUE) throw unreadable;
            malformed(unreadable.reason());
        } finally {
            // What cannot be read may have been an alert: whoever sent it counted it as such.
            if (!answer) signals.frames().end();
        }
    }

    @Override
    public void lost(String reason, boolean last) {
        var told = explained(reason);
        if (inForce || last || !told.equals(lastTold)) {
            lastTold = told;
            listener.disconnected(told);
        }
        inForce = false;
    }

    /// Whether it was the answer to our join, which nobody counts.
    private boolean frame(Line line, JsonNode frame) {
        if (!frame.isArray() || frame.size() != 2) {
            throw Fault.venue("a frame that is no pair of channel and payload");
        }
        var payload = frame.path(1);
        if (payload.has("response") && payload.has("status")) {
            answered(line, payload);
            return true;
        }
        if (CHANNEL.equals(frame.path(0).asString(""))) {
            alert(line, payload);
        } else {
            signals.unknown().increment();
        }
        return false;
    }

    private void answered(Line line, JsonNode payload) {
        var status = payload.path("status").asString("");
        if (status.equals(OK)) {
            joined(line);
            return;
        }
        line.stop(
                "Unusual Whales refused the channel "
                        + CHANNEL
                        + " ("
                        + status
                        + " "
                        + payload.path("response")
                        + "): check that the plan of UNUSUAL_WHALES_API_KEY covers its WebSocket");
    }

    private void alert(Line line, JsonNode payload) {
        // An alert is as good a proof as the vendor's word.
        joined(line);
        var ticker = payload.path("ticker").asString("");
        if (!ticker.isEmpty() && !tickers.contains(ticker)) {
            signals.others().increment();
            return;
        }
        try {
            listener.alert(reader.event(payload, clock.now()));
        } catch (ArithmeticException absurd) {
            throw Fault.venue("no alert: " + absurd.getMessage(), absurd);
        }
    }

    private void joined(Line line) {
        if (inForce) return;
        inForce = true;
        lastTold = "";
        line.ready();
        listener.connected();
    }

    /// The address holds the key, so no reason may show any of it.
    private String explained(String reason) {
        var safe = reason;
        for (var shown : List.of(key.reveal(), RestRequest.encoded(key.reveal()))) {
            safe = shown.isEmpty() ? safe : safe.replace(shown, "***");
        }
        return REFUSED.matcher(safe).find()
                ? safe + ": check UNUSUAL_WHALES_API_KEY and that its plan covers the WebSocket"
                : safe;
    }

    private void malformed(String reason) {
        signals.malformed().increment();
        LOG.atWarn()
                .setMessage("unusualwhales.frame.malformed")
                .addKeyValue("reason", reason)
                .log();
        listener.malformed(reason);
    }

    /// Who wants to hear of what.
    record Asked(Secret key, Collection<Symbol> symbols, Listener listener) {}

    /// What is counted on the way: `others` are alerts on shares that nobody asked for, which most
    /// are, `unknown` frames of other channels.
    record Signals(
            Work frames,
            Metrics.Counter malformed,
            Metrics.Counter others,
            Metrics.Counter unknown) {}
}
