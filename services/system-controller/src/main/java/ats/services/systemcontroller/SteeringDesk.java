package ats.services.systemcontroller;

import module java.base;

import ats.engine.Event;
import ats.engine.Steering;
import ats.engine.store.ControlStore;
import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.http.Reply;
import ats.platform.http.Request;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what operators ask for: written down and audited first, then told to the trader. Asked
/// twice with the same `Idempotency-Key`, it is done once.
final class SteeringDesk {

    private static final String TOPIC = "control.trading";
    private static final Logger LOG = LoggerFactory.getLogger(SteeringDesk.class);

    private final ControlStore store;
    private final Bus bus;
    private final Supplier<Pulse> pulse;

    SteeringDesk(ControlStore store, Bus bus, Supplier<Pulse> pulse) {
        this.store = store;
        this.bus = bus;
        this.pulse = pulse;
    }

    Reply on(String word, Request request) {
        var asked = Asked.of(request);
        var id = asked.id();
        var reason = asked.reason().isEmpty() ? "operator" : asked.reason();
        var steering = steering(word, reason);
        long now = pulse.get().now();
        boolean news = store.record(new Event.Operator(id, "page", steering, now, now));
        LOG.atInfo()
                .setMessage("trading.steered")
                .addKeyValue("command", id)
                .addKeyValue("what", word)
                .addKeyValue("again", !news)
                .log();
        if (news) {
            bus.publish(TOPIC, "", id.getBytes(StandardCharsets.UTF_8));
        }
        return Reply.json(202, new Wire.Accepted(id, word));
    }

    private static Steering steering(String word, String reason) {
        return switch (word) {
            case "pause" -> new Steering.Hold("operator", reason);
            case "resume" -> new Steering.Release("operator");
            case "flatten" -> new Steering.Flatten(reason);
            case "kill" -> new Steering.Kill(reason);
            case "rearm" -> new Steering.Rearm(reason);
            default -> throw Fault.misuse("nobody can " + word);
        };
    }
}
