package ats.simulator.market;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Session;
import ats.simulator.source.BarSource;

/// When something happens next. Every question looks at what lies strictly after an instant.
final class Agenda {
    /// Market time that flows on after a close before the night is skipped: room for the marks, the
    /// expiries and the orders that they cause.
    private static final long AFTER_CLOSE_NANOS = Duration.ofMinutes(2).toNanos();

    /// Market time that flows after the preparation of a session before the rest is skipped.
    private static final long PREPARING_NANOS = Duration.ofMinutes(1).toNanos();

    private final Calendar calendar;
    private final BarSource source;
    private final long endAt;

    Agenda(Calendar calendar, BarSource source, long endAt) {
        this.calendar = calendar;
        this.source = source;
        this.endAt = endAt;
    }

    Step after(long at) {
        var opening = opening(at);
        var closing = calendar.sessionOf(at);
        long prepared = opening.open() - MarketDriver.BEFORE_OPEN_NANOS;
        long bars = source.nextEnd(at).orElse(Long.MAX_VALUE);
        long next = Math.min(Math.min(prepared, closing.close()), Math.min(bars, endAt));
        return new Step(
                next,
                next == prepared ? Optional.of(opening) : Optional.empty(),
                next == bars,
                next == closing.close() ? Optional.of(closing) : Optional.empty());
    }

    Upcoming upcoming(long at) {
        var session = calendar.sessionOf(at);
        boolean open = session.contains(at);
        long next = open ? session.close() : session.open();
        return next > endAt
                ? new Upcoming("end", endAt)
                : new Upcoming(open ? "close" : "open", next);
    }

    /// Whether anybody wants to watch now, and until when that stays so.
    Stretch stretch(long at) {
        var session = calendar.sessionOf(at);
        long prepared = session.open() - MarketDriver.BEFORE_OPEN_NANOS;
        if (session.contains(at)) {
            return new Stretch(true, session.close() + AFTER_CLOSE_NANOS);
        }
        if (calendar.openAt(at - AFTER_CLOSE_NANOS).isPresent()) {
            return new Stretch(true, closeBefore(at) + AFTER_CLOSE_NANOS);
        }
        if (at < prepared) {
            return new Stretch(false, prepared);
        }
        long watched = prepared + PREPARING_NANOS;
        return at < watched ? new Stretch(true, watched) : new Stretch(false, session.open());
    }

    private long closeBefore(long at) {
        return calendar.openAt(at - AFTER_CLOSE_NANOS).orElseThrow().close();
    }

    /// The first session that is still to be prepared.
    private Session opening(long at) {
        long prepared = at + MarketDriver.BEFORE_OPEN_NANOS;
        var session = calendar.sessionOf(prepared);
        while (session.open() <= prepared) {
            session = calendar.after(session.date());
        }
        return session;
    }

    /// All that happens at one instant.
    record Step(long at, Optional<Session> opening, boolean bars, Optional<Session> closing) {}

    /// Time flows, or is skipped, until that instant.
    record Stretch(boolean flows, long until) {}
}
