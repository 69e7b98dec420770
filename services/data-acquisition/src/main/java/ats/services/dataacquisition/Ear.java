package ats.services.dataacquisition;

import ats.domain.MarketEvent.Bar;
import ats.engine.port.MarketFeed;

/// Hears the stream of bars.
record Ear(Queue queue) implements MarketFeed.Listener {
    @Override
    public void bar(Bar bar) {
        queue.put(new Item.Arrived(bar));
    }

    @Override
    public void connected() {
        queue.put(new Item.Connected());
    }

    @Override
    public void disconnected(String reason) {
        queue.put(new Item.Disconnected(reason));
    }

    @Override
    public void malformed(String reason) {
        queue.put(new Item.Repair("a frame could not be read: " + reason));
    }
}
