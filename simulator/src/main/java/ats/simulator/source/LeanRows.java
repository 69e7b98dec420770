package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Session;
import ats.domain.Timeframe;
import ats.platform.Fault;
import ats.simulator.source.LeanText.Line;

/// The rows of LEAN's trade files as bars with their true windows.
final class LeanRows {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    /// Prices are whole ten-thousandths of a dollar.
    private static final long PRICE = 100_000L;

    private static final long SHARE = 1_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final int FIELDS = 6;

    /// The first hour of a session is marked by the clock hour that it opens in.
    private static final LocalTime FIRST_HOUR = LocalTime.of(9, 0);

    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);

    private final Timeframe base;
    private final Calendar calendar;

    LeanRows(Timeframe base, Calendar calendar) {
        this.base = base;
        this.calendar = calendar;
    }

    /// The day in the name of a file of minutes.
    static LocalDate dayOf(Path file) {
        var name = LeanText.name(file);
        try {
            return LocalDate.parse(
                    name.substring(0, name.indexOf('_')), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException | StringIndexOutOfBoundsException garbage) {
            throw Fault.misuse(file + " is not named after a day", garbage);
        }
    }

    void read(Path file, LocalDate from, LocalDate to, BarTable table) {
        boolean minutes = base.equals(Timeframe.MINUTE);
        var fileDay = minutes ? dayOf(file) : from;
        for (var line : LeanText.zipped(file)) {
            if (line.fields().length != FIELDS) {
                throw line.bad("a row is time,open,high,low,close,volume", file);
            }
            var day = minutes ? fileDay : day(line, file);
            if (!day.isBefore(from) && !day.isAfter(to)) {
                add(line, file, day, table);
            }
        }
    }

    /// What the calendar or the table refuses is the row's fault.
    private void add(Line line, Path file, LocalDate day, BarTable table) {
        try {
            var window = window(line, file, day);
            table.add(
                    new BarTable.Row(
                            window.from(),
                            window.to(),
                            line.whole(1, PRICE, file),
                            line.whole(2, PRICE, file),
                            line.whole(3, PRICE, file),
                            line.whole(4, PRICE, file),
                            line.whole(5, SHARE, file)));
        } catch (IllegalArgumentException impossible) {
            throw line.bad(String.valueOf(impossible.getMessage()), file);
        }
    }

    private static LocalDate day(Line line, Path file) {
        var text = line.fields()[0];
        try {
            return LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException | StringIndexOutOfBoundsException garbage) {
            throw line.bad("'" + text + "' is not a time", file);
        }
    }

    private Window window(Line line, Path file, LocalDate day) {
        if (base.equals(Timeframe.MINUTE)) {
            long from = at(day, LocalTime.MIDNIGHT) + sinceMidnight(line, file) * MILLI;
            return new Window(from, from + base.nanos());
        }
        if (base.equals(Timeframe.HOUR)) {
            return clipped(hour(line, file, day), day);
        }
        return calendar.session(day)
                .map(session -> new Window(session.open(), session.close()))
                .orElseGet(() -> new Window(at(day, OPEN), at(day, CLOSE)));
    }

    private static long sinceMidnight(Line line, Path file) {
        long millis = line.whole(0, 1, file);
        if (millis < 0 || millis >= DAY_MILLIS) {
            throw line.bad("'" + millis + "' is not a time of day in milliseconds", file);
        }
        return millis;
    }

    private static Window hour(Line line, Path file, LocalDate day) {
        try {
            var start = LocalTime.parse(line.fields()[0].substring(9));
            long from = at(day, start.equals(FIRST_HOUR) ? OPEN : start);
            return new Window(from, at(day, start.plusHours(1)));
        } catch (DateTimeParseException | StringIndexOutOfBoundsException garbage) {
            throw line.bad("'" + line.fields()[0] + "' is not a time", file);
        }
    }

    /// An hour that reaches over the edge of the session ends there; one that lies wholly outside
    /// keeps its clock hour.
    private Window clipped(Window window, LocalDate day) {
        return calendar.session(day)
                .filter(session -> window.overlaps(session))
                .map(session -> window.within(session))
                .orElse(window);
    }

    private static long at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(Calendar.NEW_YORK).toEpochSecond() * SECOND;
    }

    private record Window(long from, long to) {
        boolean overlaps(Session session) {
            return from < session.close() && to > session.open();
        }

        Window within(Session session) {
            return new Window(Math.max(from, session.open()), Math.min(to, session.close()));
        }
    }
}
