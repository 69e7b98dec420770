package ats.domain;

import module java.base;

/// A market without hours: every day in UTC is one session from midnight to midnight.
public final class AlwaysOpen implements Calendar {

    private static final long DAY = 86_400_000_000_000L;

    @Override
    public Optional<Session> session(LocalDate date) {
        long open = Math.multiplyExact(date.toEpochDay(), DAY);
        return Optional.of(new Session(date, open, open + DAY));
    }

    @Override
    public LocalDate date(long at) {
        return LocalDate.ofEpochDay(Math.floorDiv(at, DAY));
    }

    @Override
    public Session sessionOf(long at) {
        return session(date(at)).orElseThrow();
    }

    @Override
    public Session after(LocalDate date) {
        return session(date.plusDays(1)).orElseThrow();
    }
}
