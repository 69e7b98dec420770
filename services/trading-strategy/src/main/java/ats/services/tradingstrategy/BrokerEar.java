package ats.services.tradingstrategy;

import ats.domain.OrderUpdate;
import ats.engine.port.Broker;

/// Hears the broker's stream, and puts what it says into the inbox.
record BrokerEar(Inbox inbox) implements Broker.Listener {
    @Override
    public void update(OrderUpdate update) {
        inbox.put(new Notice.Told(update));
    }

    @Override
    public void connected() {
        inbox.put(new Notice.Connected());
    }

    @Override
    public void disconnected(String reason) {
        inbox.put(new Notice.Disconnected(reason));
    }

    @Override
    public void malformed(String reason) {
        inbox.put(new Notice.Doubted("an update could not be read: " + reason));
    }
}
