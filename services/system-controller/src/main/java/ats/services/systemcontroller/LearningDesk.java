package ats.services.systemcontroller;

import module java.base;

import ats.learning.store.RequestStore;
import ats.learning.store.RequestStore.Kind;
import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.http.Reply;
import ats.platform.http.Request;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what operators ask of learning: written down and audited first, then told to those who
/// learn. Asked twice with the same `Idempotency-Key`, it is done once.
final class LearningDesk {

    private static final String TOPIC = "control.learning";
    private static final Pattern SUBJECT = Pattern.compile("[\\w.:-]{1,80}");
    private static final Logger LOG = LoggerFactory.getLogger(LearningDesk.class);

    private final Optional<RequestStore> store;
    private final Bus bus;
    private final Supplier<Pulse> pulse;

    LearningDesk(Optional<RequestStore> store, Bus bus, Supplier<Pulse> pulse) {
        this.store = store;
        this.bus = bus;
        this.pulse = pulse;
    }

    Reply on(Kind kind, Request request) {
        var open =
                store.orElseThrow(
                        () ->
                                Fault.misuse(
                                        "learning is off; start with learning.enabled set to true"
                                                + " to "
                                                + word(kind)));
        var asked = Asked.of(request);
        require(kind, asked.subject());
        boolean news =
                open.record(
                        new RequestStore.Request(
                                asked.id(),
                                "operator",
                                kind,
                                asked.subject(),
                                asked.reason(),
                                pulse.get().now()));
        LOG.atInfo()
                .setMessage("learning.asked")
                .addKeyValue("request", asked.id())
                .addKeyValue("what", kind)
                .addKeyValue("subject", asked.subject())
                .addKeyValue("again", !news)
                .log();
        if (news) {
            bus.publish(TOPIC, "", asked.id().getBytes(StandardCharsets.UTF_8));
        }
        return Reply.json(202, new LearningWire.Accepted(asked.id()));
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static void require(Kind kind, String subject) {
        var needed =
                switch (kind) {
                    case PROMOTE -> "a model's name";
                    case CANCEL -> "a job's id";
                    case TRAIN, ROLLBACK -> "";
                };
        if (needed.isEmpty() && !subject.isEmpty()) {
            throw Fault.misuse("to " + word(kind) + " takes no subject");
        }
        if (!needed.isEmpty() && !SUBJECT.matcher(subject).matches()) {
            throw Fault.misuse("to " + word(kind) + " takes " + needed + " as its subject");
        }
    }
}
