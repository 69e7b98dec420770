package ats.features;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;

import org.jspecify.annotations.Nullable;

/// Where in its session a bar ends. A bar outside trading hours is of the next session, but at no
/// time of it.
final class Hours {

    private static final double MINUTE = 60e9;

    private final Calendar calendar;
    private @Nullable Session session;

    /// The open of the last session that had a bar.
    private long entered = Long.MIN_VALUE;

    Hours(Calendar calendar) {
        this.calendar = calendar;
    }

    void put(double[] inputs, Bar bar) {
        var current = session(bar.from());
        long end = Math.min(bar.to(), current.close());
        boolean inside = end > current.open();
        double minutes = (end - current.open()) / MINUTE;
        double length = (current.close() - current.open()) / MINUTE;
        inputs[Input.MINUTEOFDAY.slot()] = inside ? minutes : Double.NaN;
        inputs[Input.SESSIONPART.slot()] = inside ? minutes / length : Double.NaN;
        inputs[Input.DAYOFWEEK.slot()] = current.date().getDayOfWeek().getValue();
        inputs[Input.OVERNIGHT.slot()] = inside && enters(bar, current) ? 1 : 0;
    }

    private Session session(long at) {
        var known = session;
        if (known == null || at >= known.close()) {
            known = calendar.sessionOf(at);
            session = known;
        }
        return known;
    }

    /// Of the very first bar only its time can tell whether it is the session's first.
    private boolean enters(Bar bar, Session current) {
        boolean first =
                entered == Long.MIN_VALUE ? bar.from() <= current.open() : current.open() > entered;
        entered = current.open();
        return first;
    }

    void save(LongConsumer out) {
        out.accept(entered);
    }

    void restore(LongSupplier in) {
        entered = in.getAsLong();
        session = null;
    }
}
