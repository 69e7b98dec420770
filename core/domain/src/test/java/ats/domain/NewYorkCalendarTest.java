package ats.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.junit.jupiter.api.Test;

final class NewYorkCalendarTest {

    /// Where LEAN's table differs from what the exchange did: early closes that it lacks.
    private static final Map<LocalDate, String> EARLY_CLOSES_UNKNOWN_TO_LEAN =
            new TreeMap<>(
                    Map.of(
                            LocalDate.of(1998, 11, 27), "its early closes begin in late 1999",
                            LocalDate.of(1998, 12, 24), "its early closes begin in late 1999",
                            LocalDate.of(1999, 12, 31),
                                    "the eve of 2000"));

    private final NewYorkCalendar calendar = new NewYorkCalendar();

    @Test
    void keepsTheHoursOfNewYorkInSummerAndWinter() {
        assertSession("2017-01-03", "2017-01-03T14:30:00Z", "2017-01-03T21:00:00Z");
        assertSession("2017-07-05", "2017-07-05T13:30:00Z", "2017-07-05T20:00:00Z");
        assertSession("2017-07-03", "2017-07-03T13:30:00Z", "2017-07-03T17:00:00Z");
    }

    @Test
    void closesOnHolidaysAndOnTheDaysTheyAreMovedTo() {
        for (var date :
                List.of(
                        "2023-01-02",
                        "2017-01-16",
                        "2017-02-20",
                        "2018-03-30",
                        "2024-03-29",
                        "2017-05-29",
                        "2022-06-20",
                        "2020-07-03",
                        "2021-07-05",
                        "2017-09-04",
                        "2017-11-23",
                        "2021-12-24",
                        "2022-12-26",
                        "2001-09-14",
                        "2004-06-11",
                        "2007-01-02",
                        "2012-10-29",
                        "2012-10-30",
                        "2018-12-05",
                        "2025-01-09",
                        "2033-12-26",
                        "2032-12-24",
                        "2035-03-23",
                        "2017-01-07",
                        "2017-01-08")) {
            assertThat(calendar.session(LocalDate.parse(date))).as(date).isEmpty();
        }
        for (var date :
                List.of(
                        "2010-12-31",
                        "2021-12-31",
                        "2027-12-31",
                        "2021-06-18",
                        "2020-06-19",
                        "2001-09-17",
                        "2019-06-19")) {
            assertThat(calendar.session(LocalDate.parse(date))).as(date).isPresent();
        }
    }

    @Test
    void closesEarlyAroundIndependenceDayAsTheExchangeDid() {
        var early =
                Map.of(
                        "2002-07-05",
                        true,
                        "2002-07-03",
                        false,
                        "2013-07-03",
                        true,
                        "2013-07-05",
                        false,
                        "2024-07-03",
                        true,
                        "2015-07-02",
                        false,
                        "2008-07-03",
                        true,
                        "2029-07-03",
                        true);
        early.forEach((date, at13) -> assertThat(earlyClose(date)).as(date).isEqualTo(at13));
    }

    @Test
    void agreesWithTheTableOfLeanButForTheListedDays() throws IOException {
        var file =
                Path.of(System.getProperty("ats.root", ""))
                        .resolve(System.getProperty("ats.reference", "."))
                        .resolve("market/lean/market-hours/market-hours-database.json");
        assumeTrue(Files.exists(file), "NOT CHECKED: the table of LEAN is not at " + file);
        var entry = entry(Files.readString(file));
        var holidays = dates(part(entry, "\"holidays\"", ']'));
        var earlyCloses = dates(part(entry, "\"earlyCloses\"", '}'));
        assertThat(holidays).hasSizeGreaterThan(280);
        assertThat(earlyCloses).hasSizeGreaterThan(60);
        for (var date = LocalDate.of(1998, 1, 1); date.getYear() < 2029; date = date.plusDays(1)) {
            boolean weekend = date.getDayOfWeek().getValue() > 5;
            var session = calendar.session(date);
            assertThat(session.isPresent())
                    .as("open on " + date)
                    .isEqualTo(!weekend && !holidays.contains(date));
            if (session.isPresent()) {
                assertThat(earlyClose(date.toString()))
                        .as("early close on " + date)
                        .isEqualTo(
                                earlyCloses.contains(date)
                                        || EARLY_CLOSES_UNKNOWN_TO_LEAN.containsKey(date));
            }
        }
        assertThat(earlyCloses).doesNotContainAnyElementsOf(EARLY_CLOSES_UNKNOWN_TO_LEAN.keySet());
    }

    @Test
    void givesAnOrderTheOpenSessionElseTheNext() {
        assertOrder("2017-01-03T14:29:59Z", "2017-01-03");
        assertOrder("2017-01-03T20:59:59.999999999Z", "2017-01-03");
        assertOrder("2017-01-03T21:00:00Z", "2017-01-04");
        assertOrder("2017-01-06T21:00:02Z", "2017-01-09");
        assertOrder("2017-01-07T12:00:00Z", "2017-01-09");
        assertOrder("2016-12-30T21:00:00Z", "2017-01-03");
        assertOrder("2017-07-03T17:00:00Z", "2017-07-05");
        assertOrder("2012-10-26T20:00:00Z", "2012-10-31");
    }

    @Test
    void walksFromSessionToSessionWithoutSkippingOne() {
        var session = calendar.sessionOf(nanos("1998-01-01T00:00:00Z"));
        assertThat(session.date()).isEqualTo(LocalDate.of(1998, 1, 2));
        for (var date = session.date(); date.getYear() < 2036; date = date.plusDays(1)) {
            if (calendar.session(date).isPresent()) {
                assertThat(session).isEqualTo(calendar.session(date).orElseThrow());
                assertThat(calendar.openAt(session.open())).contains(session);
                assertThat(calendar.openAt(session.close())).isEmpty();
                session = calendar.after(date);
            } else {
                assertThat(calendar.after(date)).isEqualTo(session);
            }
        }
    }

    @Test
    void tellsTheDayInNewYork() {
        assertThat(calendar.date(nanos("2017-01-04T04:59:59Z"))).isEqualTo("2017-01-03");
        assertThat(calendar.date(nanos("2017-01-04T05:00:00Z"))).isEqualTo("2017-01-04");
        assertThat(calendar.date(nanos("2017-07-04T03:59:59.999999999Z"))).isEqualTo("2017-07-03");
        assertThat(calendar.date(nanos("2017-07-04T04:00:00Z"))).isEqualTo("2017-07-04");
    }

    @Test
    void refusesYearsWhoseRulesItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.session(LocalDate.of(1997, 12, 31)));
        assertThatIllegalArgumentException().isThrownBy(() -> calendar.sessionOf(0));
    }

    private void assertSession(String date, String open, String close) {
        var day = LocalDate.parse(date);
        assertThat(calendar.session(day)).contains(new Session(day, nanos(open), nanos(close)));
    }

    private void assertOrder(String at, String date) {
        assertThat(calendar.sessionOf(nanos(at)).date()).as(at).isEqualTo(date);
    }

    private boolean earlyClose(String date) {
        var close = calendar.session(LocalDate.parse(date)).orElseThrow().close();
        return Instant.ofEpochSecond(0, close).atZone(Calendar.NEW_YORK).getHour() == 13;
    }

    private static long nanos(String instant) {
        var at = Instant.parse(instant);
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    private static String entry(String json) {
        var start = json.indexOf("\"Equity-usa-[*]\"");
        assertThat(start).isNotNegative();
        return json.substring(start);
    }

    private static String part(String json, String name, char end) {
        int start = json.indexOf(name);
        return json.substring(start, json.indexOf(end, start));
    }

    private static Set<LocalDate> dates(String json) {
        return Pattern.compile("\"(\\d+)/(\\d+)/(\\d+)\"")
                .matcher(json)
                .results()
                .map(
                        found ->
                                LocalDate.of(
                                        Integer.parseInt(found.group(3)),
                                        Integer.parseInt(found.group(1)),
                                        Integer.parseInt(found.group(2))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
