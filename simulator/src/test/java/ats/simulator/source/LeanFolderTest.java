package ats.simulator.source;

import static ats.simulator.source.LeanFiles.DAY;
import static ats.simulator.source.LeanFiles.at;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.platform.Fault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeanFolderTest {
    private static final Timeframe MINUTE = Timeframe.MINUTE;
    private static final Timeframe HOUR = Timeframe.HOUR;
    private static final String ROW = ",1000000,1010000,990000,1005000,300";

    @TempDir private Path root;
    private LeanFiles lean;

    @BeforeEach
    void makeFolder() {
        lean = new LeanFiles(root);
    }

    @Test
    void readsAMinuteAtItsWindowWithItsExactPrices() {
        lean.minutes("spy", "20240603", "34200000,5271500,5272000,5270001,5271000,12345");

        assertThat(bars(lean.open(MINUTE, "2024-06-03", "2024-06-03", "SPY"), "SPY"))
                .containsExactly(
                        new Bar(
                                Symbol.of("SPY"),
                                at("2024-06-03", "09:30"),
                                at("2024-06-03", "09:31"),
                                at("2024-06-03", "09:31"),
                                Price.parse("527.15"),
                                Price.parse("527.2"),
                                Price.parse("527.0001"),
                                Price.parse("527.1"),
                                Quantity.of(12_345),
                                false));
    }

    @Test
    void readsTheMinutesOfTheDaysAskedForOnly() {
        lean.minutes("spy", "20240531", "34200000" + ROW);
        lean.minutes("spy", "20240603", "34200000" + ROW, "57540000" + ROW);
        lean.minutes("spy", "20240604", "34200000" + ROW);
        lean.minutes("spy", "20240605", "34200000" + ROW);
        lean.zip("minute/spy/20240603_quote.zip", "not ours to read");

        assertThat(bars(lean.open(MINUTE, "2024-06-03", "2024-06-04", "spy"), "SPY"))
                .extracting(Bar::from)
                .containsExactly(
                        at("2024-06-03", "09:30"),
                        at("2024-06-03", "15:59"),
                        at("2024-06-04", "09:30"));
    }

    @Test
    void theRowOfNineIsTheFirstHalfHour() {
        lean.hours("spy", "20240603 09:00" + ROW, "20240603 10:00" + ROW);

        assertThat(bars(lean.open(HOUR, "2024-06-03", "2024-06-03", "SPY"), "SPY"))
                .extracting(Bar::from, Bar::to, Bar::learnedAt)
                .containsExactly(
                        window("2024-06-03", "09:30", "10:00"),
                        window("2024-06-03", "10:00", "11:00"));
    }

    @Test
    void knowsSummerAndWinterTime() {
        lean.hours("spy", "20240308 15:00" + ROW, "20240311 09:00" + ROW);

        assertThat(bars(lean.open(HOUR, "2024-03-08", "2024-03-11", "SPY"), "SPY"))
                .extracting(bar -> Instant.ofEpochSecond(bar.to() / 1_000_000_000L))
                .containsExactly(
                        Instant.parse("2024-03-08T21:00:00Z"),
                        Instant.parse("2024-03-11T14:00:00Z"));
    }

    @Test
    void aHalfDayEndsAtOne() {
        lean.days("spy", "20241129 00:00" + ROW);
        lean.hours("spy", "20241129 12:00" + ROW, "20241129 13:00" + ROW);

        assertThat(bars(lean.open(DAY, "2024-11-29", "2024-11-29", "SPY"), "SPY"))
                .extracting(Bar::from, Bar::to, Bar::learnedAt)
                .containsExactly(window("2024-11-29", "09:30", "13:00"));
        // trades after the close keep their clock hour
        assertThat(bars(lean.open(HOUR, "2024-11-29", "2024-11-29", "SPY"), "SPY"))
                .extracting(Bar::from, Bar::to, Bar::learnedAt)
                .containsExactly(
                        window("2024-11-29", "12:00", "13:00"),
                        window("2024-11-29", "13:00", "14:00"));
    }

    @Test
    void aDayIsItsSession() {
        lean.days("spy", "20240603 00:00" + ROW, "20240604 00:00" + ROW);

        assertThat(bars(lean.open(DAY, "2024-06-04", "2024-06-04", "SPY"), "SPY"))
                .extracting(Bar::from, Bar::to, Bar::learnedAt)
                .containsExactly(window("2024-06-04", "09:30", "16:00"));
    }

    @Test
    void aMinuteWithoutATradeIsAGapAndStaysOne() {
        lean.minutes("spy", "20240603", "34200000" + ROW, "34380000" + ROW);
        var source = lean.open(MINUTE, "2024-06-03", "2024-06-03", "SPY");

        assertThat(source.nextEnd(at("2024-06-03", "09:31"))).hasValue(at("2024-06-03", "09:34"));
        assertThat(source.endingAt(at("2024-06-03", "09:32"))).isEmpty();
    }

    @Test
    void symbolsBeginAndEndWhenTheirBarsDo() {
        lean.days("old", "20240603 00:00" + ROW, "20240604 00:00" + ROW);
        lean.days("young", "20240604 00:00" + ROW, "20240605 00:00" + ROW);
        var source = lean.open(DAY, "2024-06-01", "2024-06-30", "YOUNG", "OLD");

        assertThat(source.symbols()).containsExactly(Symbol.of("OLD"), Symbol.of("YOUNG"));
        assertThat(ending(source, "2024-06-03")).containsExactly("OLD");
        assertThat(ending(source, "2024-06-04")).containsExactly("OLD", "YOUNG");
        assertThat(ending(source, "2024-06-05")).containsExactly("YOUNG");
        assertThat(source.nextEnd(at("2024-06-05", "16:00"))).isEmpty();
    }

    @Test
    void followsARenamedSymbolThroughItsFiles() {
        lean.map("meta", "20120518,fb,Q", "20220608,fb,Q", "20501231,meta,Q");
        lean.days("fb", "20220607 00:00" + ROW, "20220608 00:00" + ROW, "20220609 00:00" + ROW);
        lean.days("meta", "20220608 00:00" + ROW, "20220609 00:00" + ROW, "20220610 00:00" + ROW);
        var source = lean.open(DAY, "2022-06-01", "2022-06-30", "META");

        assertThat(days(source, "META"))
                .containsExactly("2022-06-07", "2022-06-08", "2022-06-09", "2022-06-10");
    }

    @Test
    void namesAreThoseOfTheLastDay() {
        lean.map("meta", "20120518,fb,Q", "20220608,fb,Q", "20501231,meta,Q");
        lean.days("fb", "20220607 00:00" + ROW);
        lean.days("meta", "20220609 00:00" + ROW);

        assertThat(days(lean.open(DAY, "2022-06-01", "2022-06-08", "FB"), "FB"))
                .containsExactly("2022-06-07");
        assertThatThrownBy(() -> lean.open(DAY, "2022-06-01", "2022-06-09", "FB"))
                .isInstanceOf(Fault.class)
                .hasMessage(
                        "MISUSE: nobody was called FB on 2022-06-09;"
                                + " by then it was called META");
        assertThatThrownBy(() -> lean.open(DAY, "2022-06-01", "2022-06-08", "META"))
                .hasMessage(
                        "MISUSE: nobody was called META on 2022-06-08;"
                                + " by then it was called FB");
    }

    @Test
    void aReusedNameIsOneInstrumentAtATime() {
        lean.map("vxx.1", "20090130,vxx,P", "20190129,vxx,P");
        lean.map("vxx", "20180118,vxxb,Z", "20190501,vxxb,Z", "20501231,vxx,Z");
        lean.hours(
                "vxx",
                "20180601 10:00" + ROW,
                "20190129 10:00" + ROW,
                "20190502 10:00" + ROW,
                "20210331 10:00" + ROW);
        lean.hours("vxxb", "20180601 10:00" + ROW, "20190130 10:00" + ROW);
        lean.factors("vxx.1", "20180101,1,0.25,10", "20501231,1,1,0");

        var dead = lean.open(HOUR, "2018-01-01", "2019-03-01", "VXX");
        assertThat(days(dead, "VXX")).containsExactly("2018-06-01", "2019-01-29");
        assertThat(actions(dead)).hasSize(1);
        var living = lean.open(HOUR, "2018-01-01", "2021-12-31", "VXX");
        assertThat(days(living, "VXX"))
                .containsExactly("2018-06-01", "2019-01-30", "2019-05-02", "2021-03-31");
        assertThat(actions(living)).isEmpty();
    }

    @Test
    void aSymbolWithoutAMapHasAlwaysHadItsName() {
        lean.map("spy", "19980102,spy,P", "20501231,spy,P");
        lean.days("spy", "20240603 00:00" + ROW);
        lean.days("xyz", "20240603 00:00" + ROW);

        assertThat(days(lean.open(DAY, "2024-06-01", "2024-06-30", "XYZ"), "XYZ"))
                .containsExactly("2024-06-03");
        assertThatThrownBy(() -> lean.open(DAY, "2024-06-01", "2024-06-30", "SPX"))
                .hasMessage(
                        "MISUSE: nobody was called SPX on 2024-06-30;"
                                + " the nearest there are: SPY, XYZ");
    }

    @Test
    void saysWhatIsMissing() {
        lean.days("spy", "20240603 00:00" + ROW);

        assertThatThrownBy(() -> lean.open(DAY, "2023-01-01", "2023-12-31", "SPY"))
                .hasMessageStartingWith(
                        "MISUSE: there are no 1d bars of SPY from 2023-01-01 to 2023-12-31 in ")
                .hasMessageEndingWith("other symbols of that length: SPY");
        assertThatThrownBy(
                        () -> lean.open(Timeframe.parse("5m"), "2024-06-03", "2024-06-03", "SPY"))
                .hasMessage("MISUSE: a folder of LEAN data has bars of 1m, 1h and 1d, not 5m");
        assertThatThrownBy(() -> lean.open(DAY, "2024-06-03", "2024-06-03"))
                .hasMessage("MISUSE: name at least one symbol, for example SPY");
        assertThatThrownBy(() -> lean.open(DAY, "2024-06-03", "2024-06-03", "S PY"))
                .hasMessage("MISUSE: 'S PY' is not a ticker");
        assertThatThrownBy(() -> new LeanFiles(root).open(DAY, "2024-06-03", "2024-06-03", "AA"))
                .hasMessageContaining("nobody was called AA on 2024-06-03");
        var nowhere = root.resolve("nowhere");
        var request =
                new LeanFolder.Request(nowhere, List.of("SPY"), DAY, LocalDate.MIN, LocalDate.MAX);
        assertThatThrownBy(() -> LeanFolder.open(request, LeanFiles.CALENDAR))
                .hasMessage(
                        "MISUSE: "
                                + nowhere
                                + " is no folder of LEAN data: it has no equity/usa in it");
    }

    private static org.assertj.core.groups.Tuple window(String day, String from, String to) {
        return org.assertj.core.api.Assertions.tuple(at(day, from), at(day, to), at(day, to));
    }

    private static List<Bar> bars(BarSource source, String symbol) {
        return source.between(Symbol.of(symbol), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static List<String> days(BarSource source, String symbol) {
        return bars(source, symbol).stream()
                .map(bar -> LeanFiles.CALENDAR.date(bar.from()).toString())
                .toList();
    }

    private static List<String> ending(BarSource source, String day) {
        return source.endingAt(at(day, "16:00")).stream().map(bar -> bar.symbol().text()).toList();
    }

    private static List<?> actions(BarSource source) {
        return source.actions(LocalDate.MIN, LocalDate.MAX);
    }
}
