package ats.domain;

import module java.base;

import org.jspecify.annotations.Nullable;

/// The regular sessions of the New York Stock Exchange: 9:30 to 16:00 in New York, to 13:00 on
/// early closes. Checked against what the exchange published up to 2028, by the same rules after;
/// years before 1998 are refused. Late openings are not known. Threads may share it.
public final class NewYorkCalendar implements Calendar {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);

    /// The last whole year whose nanoseconds fit a long.
    private static final int LAST_YEAR = 2261;

    /// Made when first asked for; two threads that make the same year make equal ones.
    private final AtomicReferenceArray<@Nullable Year> years =
            new AtomicReferenceArray<>(LAST_YEAR - NewYorkHolidays.FIRST_YEAR + 1);

    @Override
    public Optional<Session> session(LocalDate date) {
        return Optional.ofNullable(year(date.getYear()).byDay[date.getDayOfYear() - 1]);
    }

    @Override
    public LocalDate date(long at) {
        long seconds = Math.floorDiv(at, SECOND);
        int offset =
                NEW_YORK.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
        return LocalDate.ofEpochDay(Math.floorDiv(seconds + offset, DAY / SECOND));
    }

    @Override
    public Session sessionOf(long at) {
        // A session begins and ends on one day in UTC too, so the year in UTC will do.
        int year = LocalDate.ofEpochDay(Math.floorDiv(at, DAY)).getYear();
        return year(year).endingAfter(at).orElseGet(() -> year(year + 1).inOrder[0]);
    }

    @Override
    public Session after(LocalDate date) {
        return session(date)
                .map(session -> sessionOf(session.close()))
                .orElseGet(() -> sessionOf(startOf(date)));
    }

    private static long startOf(LocalDate date) {
        return Math.multiplyExact(date.toEpochDay(), DAY);
    }

    private Year year(int year) {
        if (year < NewYorkHolidays.FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException(
                    "the New York calendar knows the years "
                            + NewYorkHolidays.FIRST_YEAR
                            + " to "
                            + LAST_YEAR
                            + ", not "
                            + year);
        }
        int index = year - NewYorkHolidays.FIRST_YEAR;
        var known = years.get(index);
        if (known != null) {
            return known;
        }
        var made = new Year(year);
        years.set(index, made);
        return made;
    }

    private static Session regular(LocalDate date) {
        var close = NewYorkHolidays.closesEarly(date) ? EARLY_CLOSE : CLOSE;
        return new Session(date, nanos(date, OPEN), nanos(date, close));
    }

    private static long nanos(LocalDate date, LocalTime time) {
        return Math.multiplyExact(ZonedDateTime.of(date, time, NEW_YORK).toEpochSecond(), SECOND);
    }

    /// One year's sessions, by day of the year and in order.
    private static final class Year {

        private final @Nullable Session[] byDay;
        private final Session[] inOrder;
        private final long[] closes;

        Year(int year) {
            var first = LocalDate.of(year, 1, 1);
            byDay = new Session[first.lengthOfYear()];
            var sessions = new ArrayList<Session>();
            for (int day = 0; day < byDay.length; day++) {
                var date = first.plusDays(day);
                if (!NewYorkHolidays.closed(date)) {
                    var session = regular(date);
                    byDay[day] = session;
                    sessions.add(session);
                }
            }
            inOrder = sessions.toArray(Session[]::new);
            closes = sessions.stream().mapToLong(Session::close).toArray();
        }

        Optional<Session> endingAfter(long at) {
            int found = Arrays.binarySearch(closes, at);
            int next = found >= 0 ? found + 1 : -found - 1;
            return next < inOrder.length ? Optional.of(inOrder[next]) : Optional.empty();
        }
    }
}
