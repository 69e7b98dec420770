package ats.domain;

import module java.base;

/// The regular trading hours of one day: `[open, close)` in epoch nanoseconds.
public record Session(LocalDate date, long open, long close) {

    public Session {
        if (open >= close) {
            throw new IllegalArgumentException("the session of " + date + " ends before it opens");
        }
    }

    public boolean contains(long at) {
        return open <= at && at < close;
    }
}
