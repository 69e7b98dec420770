package ats.services.tradingstrategy;

import module java.base;

import ats.engine.Event;
import ats.engine.Steering;
import ats.engine.codec.Codec;
import ats.engine.store.ControlStore;
import ats.platform.bus.Bus;
import ats.platform.bus.Message;
import ats.platform.bus.Subscription;

/// The topics that the trader listens to; what they bring goes into the inbox.
final class Subscriptions implements AutoCloseable {

    private final Inbox inbox;
    private final ControlStore controls;
    private final Runnable kill;
    private final List<Subscription> open = new ArrayList<>();

    /// `kill` stops the sender at once.
    Subscriptions(Inbox inbox, ControlStore controls, Runnable kill) {
        this.inbox = inbox;
        this.controls = controls;
        this.kill = kill;
    }

    void open(Bus bus, String group, boolean byModel) {
        open.add(bus.subscribe("market", group, this::market));
        if (byModel) {
            open.add(bus.subscribe("features", group, this::feature));
            open.add(bus.subscribe("models", group, this::model));
        }
        open.add(bus.subscribe("control.trading", group, this::command));
    }

    @Override
    public void close() {
        open.forEach(Subscription::close);
    }

    private void market(Message message) {
        inbox.put(new Notice.Fed(Codec.event(message.bytes())));
    }

    private void feature(Message message) {
        inbox.put(new Notice.Featured(Codec.event(message.bytes())));
    }

    private void model(Message message) {
        if (Codec.event(message.bytes()) instanceof Event.ModelChange change) {
            inbox.put(new Notice.Modeled(change));
        }
    }

    /// A kill does not wait in a queue: no order goes out from here on.
    private void command(Message message) {
        if (controls.pending().stream()
                .anyMatch(command -> command.steering() instanceof Steering.Kill)) {
            kill.run();
        }
        inbox.put(new Notice.Commanded());
    }
}
