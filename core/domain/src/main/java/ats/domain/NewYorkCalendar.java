package ats.domain;

import module java.base;

/// The regular sessions of the New York Stock Exchange.
public final class NewYorkCalendar implements Calendar {

    @Override
    public Optional<Session> session(LocalDate date) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LocalDate date(long at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Session sessionOf(long at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Session after(LocalDate date) {
        throw new UnsupportedOperationException();
    }
}
