package ats.services.featureengineering;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.engine.Event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was told before the history was there: while this process was away, or had just joined
/// others that make vectors. It is worked off once vectors can be made.
final class Backlog {

    /// Minute bars of hundreds of symbols for hours; of more than that the oldest go.
    private static final int MOST = 200_000;

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    private final ArrayDeque<Event> events = new ArrayDeque<>();

    void add(Event event) {
        if (events.size() == MOST) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    /// The time up to which history comes first, if not all of it does.
    long begin(long now) {
        return events.stream().mapToLong(Backlog::from).reduce(now, Math::min);
    }

    /// One that cannot be handled now stays, with all that came after it.
    void workOff(Consumer<Event> handler) {
        int size = events.size();
        while (!events.isEmpty()) {
            handler.accept(events.getFirst());
            events.removeFirst();
        }
        if (size > 0) {
            LOG.atInfo().setMessage("features.worked.off").addKeyValue("events", size).log();
        }
    }

    private static long from(Event event) {
        return event instanceof Event.Market(Bar bar) ? bar.from() : Long.MAX_VALUE;
    }
}
