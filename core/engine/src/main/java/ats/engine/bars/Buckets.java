package ats.engine.bars;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;
import ats.domain.Timeframe;

import org.jspecify.annotations.Nullable;

/// Where target bars begin and end: at even times of the exchange's clock, clipped to the regular
/// session. Remembers the session and the bucket that it found last.
final class Buckets {

    private static final long DAY = 86_400_000_000_000L;

    private final long length;
    private final Calendar calendar;
    private @Nullable Session session;
    private long midnight;
    private long from;
    private long to;

    Buckets(Timeframe target, Calendar calendar) {
        this.length = target.nanos();
        this.calendar = calendar;
    }

    /// Finds the bucket that holds the whole bar; false when there is none.
    boolean find(Bar bar) {
        if (bar.from() < from || bar.from() >= to) {
            return locate(bar.from()) && bar.to() <= to;
        }
        return bar.to() <= to;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    private boolean locate(long at) {
        var open = session(at);
        if (open == null) {
            return false;
        }
        long even = at - Math.floorMod(at - midnight, length);
        from = Math.max(even, open.open());
        to = Math.min(even + length, open.close());
        return true;
    }

    private @Nullable Session session(long at) {
        var known = session;
        if (known != null && known.contains(at)) {
            return known;
        }
        var found = calendar.openAt(at).orElse(null);
        if (found != null) {
            session = found;
            midnight = midnight(found);
        }
        return found;
    }

    /// A session round the clock counts its hours from its open, every other one in New York.
    private static long midnight(Session session) {
        if (session.close() - session.open() == DAY) {
            return session.open();
        }
        var start = session.date().atStartOfDay(Calendar.NEW_YORK);
        return Math.multiplyExact(start.toEpochSecond(), 1_000_000_000L);
    }
}
