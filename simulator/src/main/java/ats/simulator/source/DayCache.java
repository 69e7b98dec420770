package ats.simulator.source;

import module java.base;

/// The sessions that somebody looked at last, by number. Not safe for threads.
final class DayCache<T> {
    /// As many days as history asks for at a start, and some.
    private static final int DAYS_KEPT = SeededMarket.HISTORY_SESSIONS + 10;

    private final LinkedHashMap<Integer, T> days = new LinkedHashMap<>();

    T get(int number, IntFunction<T> make) {
        var kept = days.remove(number);
        var day = kept == null ? make.apply(number) : kept;
        days.putLast(number, day);
        if (days.size() > DAYS_KEPT) {
            var _ = days.pollFirstEntry();
        }
        return day;
    }
}
