package ats.simulator.source;

import static ats.simulator.source.LeanFiles.CALENDAR;
import static ats.simulator.source.LeanFiles.DAY;
import static ats.simulator.source.LeanFiles.at;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Symbol;
import ats.domain.Timeframe;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Real bars of many years, where they are there to be read.
final class RecordedYearsTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol VXX = Symbol.of("VXX");

    @Test
    void hoursOfSpyLieInTheirSessions() {
        var bars = bars(open(Timeframe.HOUR, "1998-01-02", "2021-03-31", "SPY"), SPY);

        assertThat(bars).hasSizeGreaterThan(40_000);
        var halfDay = day(bars, "2020-11-27");
        assertThat(halfDay.getFirst().from()).isEqualTo(at("2020-11-27", "09:30"));
        assertThat(halfDay.getFirst().to()).isEqualTo(at("2020-11-27", "10:00"));
        assertThat(day(bars, "2021-03-31")).hasSize(7);
    }

    @Test
    void daysOfSpyAreItsSessions() {
        var bars = bars(open(DAY, "1998-01-02", "2021-03-31", "SPY"), SPY);

        assertThat(bars).hasSize(5849);
        assertThat(bars)
                .allSatisfy(
                        bar -> {
                            var session = CALENDAR.openAt(bar.from()).orElseThrow();
                            assertThat(bar.from()).isEqualTo(session.open());
                            assertThat(bar.to()).isEqualTo(session.close());
                        });
    }

    @Test
    void appleSplitSevenForOneBesideItsDividends() {
        var source = open(DAY, "2014-01-01", "2014-12-31", "AAPL");
        var june = source.actions(LocalDate.of(2014, 6, 1), LocalDate.of(2014, 6, 30));

        assertThat(june)
                .containsExactly(
                        new Split(
                                Symbol.of("AAPL"),
                                LocalDate.of(2014, 6, 9),
                                at("2014-06-09", "09:30"),
                                at("2014-06-09", "09:00"),
                                1,
                                7));
        assertThat(source.actions(LocalDate.of(2014, 1, 1), LocalDate.of(2014, 12, 31)))
                .filteredOn(Dividend.class::isInstance)
                .extracting(action -> ((Dividend) action).perShare())
                .startsWith(Price.parse("3.05"), Price.parse("3.29"));
    }

    @Test
    void vxxIsTheInstrumentThatHadTheNameOnTheLastDay() {
        var dead = open(Timeframe.HOUR, "2009-01-01", "2019-04-30", "VXX");
        var living = open(Timeframe.HOUR, "2009-01-01", "2021-03-31", "VXX");

        assertThat(CALENDAR.date(bars(dead, VXX).getFirst().from())).isEqualTo("2009-01-30");
        assertThat(CALENDAR.date(bars(dead, VXX).getLast().from())).isEqualTo("2019-01-29");
        assertThat(dead.actions(LocalDate.of(2010, 1, 1), LocalDate.of(2012, 12, 31)))
                .extracting(action -> ((Split) action).from() + ":" + ((Split) action).to())
                .containsExactly("39:10", "4:1");
        assertThat(CALENDAR.date(bars(living, VXX).getFirst().from())).isEqualTo("2019-05-02");
        assertThat(living.actions(LocalDate.MIN, LocalDate.MAX)).isEmpty();
    }

    @Test
    void oneNameOfManyIsFollowedThroughItsFiles() {
        var wm = bars(open(DAY, "1998-01-01", "2021-03-31", "WM"), Symbol.of("WM"));
        var spwr =
                bars(open(Timeframe.HOUR, "2005-01-01", "2021-03-31", "SPWR"), Symbol.of("SPWR"));

        assertThat(CALENDAR.date(wm.getFirst().from())).isEqualTo("1998-01-02");
        assertThat(CALENDAR.date(wm.getLast().from())).isEqualTo("2009-08-04");
        assertThat(day(spwr, "2008-09-29")).isNotEmpty();
        assertThat(day(spwr, "2008-10-01")).isNotEmpty();
        assertThat(day(spwr, "2011-11-17")).isNotEmpty();
    }

    @Test
    void everyFileCanBeRead() {
        for (var base : List.of(DAY, Timeframe.HOUR, Timeframe.MINUTE)) {
            var spy = open(base, "1998-01-02", "2021-03-31", "SPY", "AAPL", "AIG", "BAC");
            for (var symbol : spy.symbols()) {
                assertThat(spy.between(symbol, 0, Long.MAX_VALUE)).isNotEmpty();
            }
        }
    }

    private static BarSource open(Timeframe base, String from, String to, String... symbols) {
        var root = Path.of(System.getProperty("ats.root", ".."));
        var lean =
                root.resolve(System.getProperty("ats.reference", "../shared"))
                        .resolve("market/lean");
        Assumptions.assumeTrue(Files.exists(lean), () -> "NOT CHECKED: there is no " + lean);
        return LeanFolder.open(
                new LeanFolder.Request(
                        lean, List.of(symbols), base, LocalDate.parse(from), LocalDate.parse(to)),
                CALENDAR);
    }

    private static List<Bar> bars(BarSource source, Symbol symbol) {
        return source.between(symbol, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static List<Bar> day(List<Bar> bars, String day) {
        var date = LocalDate.parse(day);
        return bars.stream().filter(bar -> CALENDAR.date(bar.from()).equals(date)).toList();
    }
}
