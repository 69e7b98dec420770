package ats.services.featureengineering;

import module java.base;

import ats.engine.Event;
import ats.engine.codec.Codec;
import ats.learning.store.VectorStore;
import ats.platform.bus.Bus;

/// Where vectors go: into the store, then over the bus.
final class Outlet {

    private final Bus bus;
    private final VectorStore store;
    private final String version;

    Outlet(Bus bus, FeatureEngineering.Needs needs) {
        this.bus = bus;
        store = needs.stores().vectors();
        version = needs.settings().set().hash();
    }

    /// All of one instant, and that of the `bars` that were heard there are no more.
    void instant(Event.Mark mark, List<VectorStore.Row> rows, int bars) {
        store.save(version, rows);
        for (var row : rows) {
            var vector =
                    new Event.Vector(
                            row.symbol(), version, row.at(), row.learnedAt(), row.values());
            publish(row.symbol().text(), vector);
        }
        publish("", new Event.Mark(mark.happenedAt(), mark.learnedAt(), bars));
    }

    private void publish(String key, Event event) {
        bus.publish(FeatureEngineering.TOPIC, key, Codec.bytes(event));
    }
}
