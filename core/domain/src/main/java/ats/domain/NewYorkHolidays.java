package ats.domain;

import module java.base;

/// The days on which the New York Stock Exchange stays closed or closes at 13:00, by its Rule 7.2
/// and by the days it declared for one occasion.
final class NewYorkHolidays {

    /// The first year in which Martin Luther King Day was kept, hence the first that these know.
    static final int FIRST_YEAR = 1998;

    private static final Set<LocalDate> ONE_OFF_CLOSURES =
            Set.of(
                    // The attacks of September 11.
                    LocalDate.of(2001, 9, 11),
                    LocalDate.of(2001, 9, 12),
                    LocalDate.of(2001, 9, 13),
                    LocalDate.of(2001, 9, 14),
                    // Days of mourning for presidents Reagan, Ford, Bush and Carter.
                    LocalDate.of(2004, 6, 11),
                    LocalDate.of(2007, 1, 2),
                    LocalDate.of(2018, 12, 5),
                    LocalDate.of(2025, 1, 9),
                    // Hurricane Sandy.
                    LocalDate.of(2012, 10, 29),
                    LocalDate.of(2012, 10, 30));

    private static final Set<LocalDate> ONE_OFF_EARLY_CLOSES =
            Set.of(LocalDate.of(1999, 12, 31), LocalDate.of(2003, 12, 26));

    private NewYorkHolidays() {}

    static boolean closed(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case SATURDAY, SUNDAY -> true;
            case MONDAY -> holiday(date) || holidayOnFixedDate(date.minusDays(1));
            // A Saturday's New Year is not made up for: the year's books close on that Friday.
            case FRIDAY ->
                    holiday(date)
                            || (!newYear(date.plusDays(1)) && holidayOnFixedDate(date.plusDays(1)));
            case TUESDAY, WEDNESDAY, THURSDAY -> holiday(date);
        };
    }

    /// Meaningful for days that are not closed.
    static boolean closesEarly(LocalDate date) {
        return switch (date.getMonth()) {
            case JULY -> byIndependenceDay(date);
            case NOVEMBER -> thanksgiving(date.minusDays(1));
            case DECEMBER -> date.getDayOfMonth() == 24 || ONE_OFF_EARLY_CLOSES.contains(date);
            case JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, AUGUST, SEPTEMBER, OCTOBER -> false;
        };
    }

    /// The eve of Independence Day; until 2012 the Friday after it in place of a Wednesday's eve.
    private static boolean byIndependenceDay(LocalDate date) {
        boolean splitsTheWeek =
                LocalDate.of(date.getYear(), 7, 4).getDayOfWeek() == DayOfWeek.THURSDAY;
        return switch (date.getDayOfMonth()) {
            case 3 -> !splitsTheWeek || date.getYear() >= 2013;
            case 5 -> splitsTheWeek && date.getYear() < 2013;
            default -> false;
        };
    }

    private static boolean holiday(LocalDate date) {
        return holidayOnFixedDate(date)
                || holidayOnWeekday(date)
                || date.equals(easter(date.getYear()).minusDays(2))
                || ONE_OFF_CLOSURES.contains(date);
    }

    private static boolean holidayOnFixedDate(LocalDate date) {
        int day = date.getDayOfMonth();
        return switch (date.getMonth()) {
            case JANUARY -> newYear(date);
            case JUNE -> day == 19 && date.getYear() >= 2022;
            case JULY -> day == 4;
            case DECEMBER -> day == 25;
            case FEBRUARY, MARCH, APRIL, MAY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER -> false;
        };
    }

    private static boolean newYear(LocalDate date) {
        return date.getDayOfYear() == 1;
    }

    private static boolean holidayOnWeekday(LocalDate date) {
        boolean monday = date.getDayOfWeek() == DayOfWeek.MONDAY;
        return switch (date.getMonth()) {
            case JANUARY, FEBRUARY -> monday && week(date) == 3;
            case MAY -> monday && date.plusWeeks(1).getMonth() == Month.JUNE;
            case SEPTEMBER -> monday && week(date) == 1;
            case NOVEMBER -> thanksgiving(date);
            case MARCH, APRIL, JUNE, JULY, AUGUST, OCTOBER, DECEMBER -> false;
        };
    }

    private static boolean thanksgiving(LocalDate date) {
        return date.getMonth() == Month.NOVEMBER
                && date.getDayOfWeek() == DayOfWeek.THURSDAY
                && week(date) == 4;
    }

    /// How often the date's weekday has come in its month.
    private static int week(LocalDate date) {
        return (date.getDayOfMonth() + 6) / 7;
    }

    /// Easter Sunday in the Gregorian calendar: the anonymous algorithm printed in Nature in 1876.
    static LocalDate easter(int year) {
        int century = year / 100;
        int moon =
                (19 * (year % 19)
                                + century
                                - century / 4
                                - (century - (century + 8) / 25 + 1) / 3
                                + 15)
                        % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - moon - year % 4) % 7;
        int late = (year % 19 + 11 * moon + 22 * weekday) / 451;
        int days = moon + weekday - 7 * late + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1);
    }
}
