package ats.adapters.massive;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Listener;
import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.lockstep.Work;
import ats.platform.metrics.Metrics;
import ats.platform.socket.Conversation;
import ats.platform.socket.Line;
import ats.platform.time.MarketClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/// The talk on the stream: greeting, key, subscription, bars.
final class BarStream implements Conversation {
    /// Topics in one message: the vendor takes at most one megabyte, proxies less.
    private static final int TOPICS_AT_ONCE = 500;

    private static final String BAR = "AM";
    private static final String STATUS = "status";

    private static final Logger LOG = LoggerFactory.getLogger(BarStream.class);

    private final String key;
    private final SortedSet<Symbol> symbols;
    private final Listener listener;
    private final MarketClock clock;
    private final Signals signals;
    private int unconfirmed;
    private boolean asked;
    private boolean inForce;
    private String vendorWords = "";
    private String lastTold = "";

    BarStream(
            String key,
            Collection<Symbol> symbols,
            Listener listener,
            MarketClock clock,
            Signals signals) {
        this.key = key;
        this.symbols = Collections.unmodifiableSortedSet(new TreeSet<>(symbols));
        this.listener = listener;
        this.clock = clock;
        this.signals = signals;
    }

    @Override
    public void opened(Line line) {
        unconfirmed = 0;
        asked = false;
        inForce = false;
        vendorWords = "";
    }

    @Override
    public void heard(Line line, String message) {
        boolean withEvents = true;
        try {
            withEvents = frame(line, Json.parse(message));
        } catch (Fault unreadable) {
            if (unreadable.kind() != Fault.Kind.VENUE) throw unreadable;
            malformed(unreadable.reason());
        } finally {
            // What cannot be read may have held bars: whoever sent it counted it as such.
            if (withEvents) signals.frames().end();
        }
    }

    @Override
    public void lost(String reason, boolean last) {
        var full = vendorWords.isEmpty() || last ? reason : reason + ": " + vendorWords;
        if (inForce || last || !full.equals(lastTold)) {
            lastTold = full;
            listener.disconnected(full);
        }
        inForce = false;
    }

    /// Whether the frame held anything but status events.
    private boolean frame(Line line, JsonNode frame) {
        boolean events = false;
        var all = frame.isArray() ? frame.values() : List.of(frame);
        for (var event : all) {
            var kind = event.path("ev").asString("");
            if (kind.equals(STATUS)) {
                status(line, event);
            } else {
                events = true;
                event(line, kind, event);
            }
        }
        return events;
    }

    private void event(Line line, String kind, JsonNode event) {
        if (kind.isEmpty()) malformed("an event without ev");
        if (!kind.equals(BAR)) return;
        try {
            var bar = bar(event);
            if (!symbols.contains(bar.symbol())) {
                signals.unknown().increment();
                return;
            }
            // A bar that we asked for is as good a proof as the vendor's word.
            if (asked) subscribed(line);
            listener.bar(bar);
        } catch (Fault unreadable) {
            if (unreadable.kind() != Fault.Kind.VENUE) throw unreadable;
            malformed(unreadable.reason());
        }
    }

    private Bar bar(JsonNode event) {
        try {
            long to = Fields.at(event, "e");
            return new Bar(
                    Fields.symbol(event, "sym"),
                    Fields.at(event, "s"),
                    to,
                    Math.max(clock.now(), to),
                    Fields.price(event, "o"),
                    Fields.price(event, "h"),
                    Fields.price(event, "l"),
                    Fields.price(event, "c"),
                    Fields.volume(event),
                    false);
        } catch (IllegalArgumentException impossible) {
            throw Fault.venue("no bar: " + impossible.getMessage(), impossible);
        }
    }

    private void status(Line line, JsonNode event) {
        var status = event.path(STATUS).asString("");
        var words = event.path("message").asString("");
        switch (status) {
            case "connected" -> line.send(action("auth", key));
            case "auth_success" -> subscribe(line);
            case "auth_failed" ->
                    line.stop("Massive refused the key (" + words + "): check MASSIVE_API_KEY");
            case "auth_timeout" -> line.drop("Massive did not get the key in time");
            case "success" -> confirmed(line, topics(words));
            case "error" -> {
                notice(status, words);
                if (asked) confirmed(line, 1);
            }
            // The close that follows names no reason a person could act on.
            case "max_connections" -> vendorWords = "another connection has taken our place";
            default -> notice(status, words);
        }
    }

    private void subscribe(Line line) {
        unconfirmed = symbols.size();
        asked = true;
        var topics = symbols.stream().map(symbol -> BAR + "." + symbol.text()).toList();
        for (int start = 0; start < topics.size(); start += TOPICS_AT_ONCE) {
            var some = topics.subList(start, Math.min(topics.size(), start + TOPICS_AT_ONCE));
            line.send(action("subscribe", String.join(",", some)));
        }
        if (unconfirmed == 0) subscribed(line);
    }

    private void confirmed(Line line, int topics) {
        unconfirmed -= topics;
        if (asked && unconfirmed <= 0) subscribed(line);
    }

    private void subscribed(Line line) {
        if (inForce) return;
        inForce = true;
        lastTold = "";
        line.ready();
        listener.connected();
    }

    /// How many topics an answer confirms: one each as a rule, more where they are listed.
    private static int topics(String words) {
        return Math.max(1, words.split(BAR + "\\.", -1).length - 1);
    }

    private static String action(String action, String params) {
        var message = new LinkedHashMap<String, String>();
        message.put("action", action);
        message.put("params", params);
        return Json.write(message);
    }

    private void malformed(String reason) {
        signals.malformed().increment();
        LOG.atWarn().setMessage("massive.frame.malformed").addKeyValue("reason", reason).log();
        listener.malformed(reason);
    }

    private static void notice(String status, String words) {
        LOG.atWarn()
                .setMessage("massive.stream.status")
                .addKeyValue("status", status)
                .addKeyValue("words", words)
                .log();
    }

    /// What is counted on the way.
    record Signals(Work frames, Metrics.Counter malformed, Metrics.Counter unknown) {}
}
