package ats.platform.bus;

import module java.base;

import ats.platform.Fault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has one group's handler take a message, again after each failure, until it has or is hopeless.
/// Every bus keeps the handler's contract through this class.
public final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final String group;
    private final Handler handler;
    private final Redelivery redelivery;

    public Attempts(String group, Handler handler, Redelivery redelivery) {
        this.group = group;
        this.handler = handler;
        this.redelivery = redelivery;
    }

    public Outcome on(Message message, Pause pause) throws InterruptedException {
        long since = System.nanoTime();
        int counted = 0;
        for (int delivery = 0; ; delivery++) {
            try {
                handler.on(message);
                return new Outcome.Handled();
            } catch (RuntimeException failed) {
                if (!retryable(failed)) counted++;
                boolean last = hopeless(failed, counted, System.nanoTime() - since);
                report(message, failed, last);
                if (last) return new Outcome.Failed(asFault(message, failed));
                if (!pause.pass(redelivery.pause(delivery))) return new Outcome.Dropped();
            }
        }
    }

    private static boolean retryable(RuntimeException failed) {
        return failed instanceof Fault fault && fault.kind() == Fault.Kind.RETRYABLE;
    }

    private boolean hopeless(RuntimeException failed, int counted, long sinceNanos) {
        return (failed instanceof Fault fault && fault.kind() == Fault.Kind.CORRUPT)
                || counted > redelivery.times()
                || sinceNanos > redelivery.retryableFor().toNanos();
    }

    private void report(Message message, RuntimeException failed, boolean last) {
        LOG.atWarn()
                .setMessage(last ? "bus.subscription.failed" : "bus.handler.failed")
                .setCause(failed)
                .addKeyValue("group", group)
                .addKeyValue("message", message.toString())
                .log();
    }

    private static Fault asFault(Message message, RuntimeException failed) {
        return failed instanceof Fault fault
                ? fault
                : Fault.corrupt("handling " + message + " failed: " + failed, failed);
    }

    /// How the bus waits before the next attempt.
    @FunctionalInterface
    public interface Pause {
        /// Waits that long; false when the message is not wanted here any more.
        boolean pass(Duration length) throws InterruptedException;
    }

    /// What became of a message.
    public sealed interface Outcome {
        /// The handler returned: commit it.
        record Handled() implements Outcome {}

        /// Not handled, and somebody else's from here on.
        record Dropped() implements Outcome {}

        /// The subscription has to end.
        record Failed(Fault why) implements Outcome {}
    }
}
