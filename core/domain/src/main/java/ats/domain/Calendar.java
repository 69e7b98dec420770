package ats.domain;

import module java.base;

/// When the exchange trades.
public interface Calendar {

    ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /// When that day begins at the exchange.
    static long midnight(LocalDate date) {
        return date.atStartOfDay(NEW_YORK).toEpochSecond() * 1_000_000_000L;
    }

    /// The session of that day, if there is one.
    Optional<Session> session(LocalDate date);

    /// The day, at the exchange, that this instant falls on.
    LocalDate date(long at);

    /// The session that an order made at this instant belongs to: the one that is open, else the
    /// next one; an order made at the instant of the close belongs to the next.
    Session sessionOf(long at);

    /// The first session after that day.
    Session after(LocalDate date);

    /// The session whose hours hold this instant.
    default Optional<Session> openAt(long at) {
        return session(date(at)).filter(session -> session.contains(at));
    }
}
