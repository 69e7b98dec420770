package ats.engine.bars;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;

import org.junit.jupiter.api.Test;

final class InstantsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long GRACE = 2 * SECOND;
    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol SPY = Symbol.of("SPY");

    private final List<String> told = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();
    private final List<Bar> late = new ArrayList<>();

    @Test
    void closesAnInstantAsSoonAsEverySymbolIsComplete() {
        var instants = hours(SPY, AAPL);
        instants.on(bar(SPY, "15:00", 60, 0).priced(10, 12, 9, 11, 100));
        assertThat(told).isEmpty();
        assertThat(instants.dueAt()).hasValue(at("16:00") + GRACE);
        instants.on(bar(AAPL, "15:00", 60, 0).priced(20, 22, 19, 21, 50));
        assertThat(told).containsExactly("AAPL 15:00-16:00 +0", "SPY 15:00-16:00 +0", "16:00 +0 2");
        assertThat(instants.dueAt()).isEmpty();
    }

    @Test
    void passesABarOfTheSameLengthOnAsItIs() {
        var bar = bar(SPY, "15:00", 60, 0).priced(10, 12, 9, 11, 100);
        hours(SPY).on(bar);
        assertThat(bars).singleElement().isSameAs(bar);
    }

    @Test
    void tellsWhatCameWhenTheGraceIsOver() {
        var instants = hours(SPY, AAPL);
        instants.on(bar(SPY, "15:00", 60, 0).priced(10, 12, 9, 11, 100));
        instants.reach(at("16:00") + GRACE - 1);
        assertThat(told).isEmpty();
        instants.reach(at("16:00") + GRACE);
        assertThat(told).containsExactly("SPY 15:00-16:00 +2000", "16:00 +2000 1");
        assertThat(bars.getFirst().close()).isEqualTo(Price.of(11));
    }

    @Test
    void aBarAtTheVeryDeadlineIsInTimeAndALaterOneIsLate() {
        var instants = hours(SPY, AAPL, Symbol.of("ZZZ"));
        instants.on(bar(SPY, "15:00", 60, 0).priced(1, 1, 1, 1, 1));
        instants.on(bar(AAPL, "15:00", 60, GRACE).priced(1, 1, 1, 1, 1));
        assertThat(told).isEmpty();
        var tooLate = bar(Symbol.of("ZZZ"), "15:00", 60, GRACE + 1).priced(1, 1, 1, 1, 1);
        instants.on(tooLate);
        assertThat(told)
                .containsExactly(
                        "AAPL 15:00-16:00 +2000", "SPY 15:00-16:00 +2000", "16:00 +2000 2");
        assertThat(late).containsExactly(tooLate);
    }

    @Test
    void aLateBarChangesNothingThatWasTold() {
        var instants = hours(SPY, AAPL);
        instants.on(bar(SPY, "15:00", 60, 0).priced(10, 12, 9, 11, 100));
        instants.reach(at("16:00") + GRACE);
        var before = List.copyOf(told);
        instants.on(bar(AAPL, "15:00", 60, 5 * SECOND).priced(1, 1, 1, 1, 1));
        instants.reach(at("17:00"));
        assertThat(told).isEqualTo(before);
        assertThat(late).hasSize(1);
    }

    @Test
    void aBarForTimeAlreadyFilledIsLateToo() {
        var instants = hours(SPY);
        instants.on(bar(SPY, "15:00", 1, 0).priced(10, 10, 10, 10, 1));
        instants.on(bar(SPY, "15:00", 1, SECOND).priced(99, 99, 99, 99, 1));
        instants.reach(at("16:00") + GRACE);
        assertThat(bars.getFirst().high()).isEqualTo(Price.of(10));
        assertThat(late).hasSize(1);
    }

    @Test
    void mergesMinutesIntoTheHour() {
        var instants = hours(SPY);
        instants.on(bar(SPY, "15:00", 1, 0).priced(10, 12, 9, 11, 100));
        instants.on(bar(SPY, "15:07", 1, 0).priced(11, 15, 10, 14, 30));
        instants.on(bar(SPY, "15:59", 1, 7).priced(14, 14, 8, 9, 5));
        assertThat(bars).containsExactly(bar(SPY, "15:00", 60, 7).priced(10, 15, 8, 9, 135));
        assertThat(told).last().isEqualTo("16:00 +0 1");
    }

    @Test
    void clipsTheFirstHourToTheOpenAndTheLastToAnEarlyClose() {
        var instants = instants(Timeframe.HOUR, new NewYorkCalendar(), SPY);
        instants.on(bar(SPY, "14:30", 30, 0).priced(10, 10, 10, 10, 1));
        instants.on(bar(SPY, "20:00", 60, 0).priced(10, 10, 10, 10, 1));
        var early = Instant.parse("2017-07-03T16:00:00Z").getEpochSecond() * SECOND;
        instants.on(bar(SPY, early, 30, 0).priced(10, 10, 10, 10, 1));
        instants.on(bar(SPY, early + 30 * MINUTE, 30, 0).priced(10, 10, 10, 10, 1));
        assertThat(told.stream().filter(line -> line.startsWith("SPY")))
                .containsExactly("SPY 14:30-15:00 +0", "SPY 20:00-21:00 +0", "SPY 16:00-17:00 +0");
    }

    @Test
    void leavesOutWhatIsOutsideTheSessionOrAcrossAnEdge() {
        var instants = instants(Timeframe.HOUR, new NewYorkCalendar(), SPY);
        instants.on(bar(SPY, "14:29", 1, 0).priced(10, 10, 10, 10, 1));
        instants.on(bar(SPY, "14:30", 60, 0).priced(10, 10, 10, 10, 1));
        instants.on(bar(SPY, "21:00", 1, 0).priced(10, 10, 10, 10, 1));
        instants.on(bar(AAPL, "15:00", 60, 0).priced(10, 10, 10, 10, 1));
        instants.reach(at("23:00"));
        assertThat(told).isEmpty();
        assertThat(late).isEmpty();
        assertThat(instants.unused()).isEqualTo(4);
    }

    @Test
    void aDayIsOneBarOfTheSession() {
        var instants = instants(Timeframe.parse("1d"), new NewYorkCalendar(), SPY);
        instants.on(bar(SPY, "14:30", 30, 0).priced(10, 12, 9, 11, 1));
        instants.on(bar(SPY, "15:00", 360, 0).priced(11, 13, 11, 12, 1));
        assertThat(told).containsExactly("SPY 14:30-21:00 +0", "21:00 +0 1");
    }

    @Test
    void twoHoursCountFromMidnightInNewYork() {
        var instants = instants(Timeframe.parse("2h"), new NewYorkCalendar(), SPY);
        instants.on(bar(SPY, "14:30", 30, 0).priced(10, 10, 10, 10, 1));
        instants.on(bar(SPY, "15:00", 120, 0).priced(10, 10, 10, 10, 1));
        assertThat(told.stream().filter(line -> line.startsWith("SPY")))
                .containsExactly("SPY 14:30-15:00 +0", "SPY 15:00-17:00 +0");
    }

    @Test
    void instantsCloseInOrderEvenIfALaterOneIsCompleteFirst() {
        var instants = instants(new Timeframe(SECOND), new AlwaysOpen(), SPY, AAPL);
        long start = at("15:00");
        instants.on(second(SPY, start));
        instants.on(second(SPY, start + SECOND));
        instants.on(second(AAPL, start + SECOND));
        assertThat(told).isEmpty();
        instants.reach(start + SECOND + GRACE);
        assertThat(marks()).containsExactly("15:00 +2000 1", "15:00 +1000 2");
    }

    @Test
    void toldTimesNeverGoBack() {
        var random = new Random(11);
        var instants = instants(Timeframe.MINUTE, new AlwaysOpen(), SPY, AAPL);
        var arrivals = new ArrayList<Bar>();
        for (int i = 0; i < 500; i++) {
            for (var symbol : List.of(SPY, AAPL)) {
                if (random.nextInt(5) > 0) {
                    long delay = random.nextInt(4) * SECOND;
                    arrivals.add(
                            bar(symbol, at("15:00") + i * MINUTE, 1, delay).priced(1, 1, 1, 1, 1));
                }
            }
        }
        arrivals.sort(Comparator.comparingLong(Bar::learnedAt));
        long last = Long.MIN_VALUE;
        for (var bar : arrivals) {
            instants.on(bar);
            var times = bars.stream().mapToLong(Bar::learnedAt).toArray();
            assertThat(times).isSorted();
            assertThat(times.length == 0 ? last : times[times.length - 1])
                    .isGreaterThanOrEqualTo(last)
                    .isLessThanOrEqualTo(bar.learnedAt());
            last = times.length == 0 ? last : times[times.length - 1];
        }
        instants.reach(Long.MAX_VALUE - GRACE);
        assertThat(bars.size() + late.size()).isEqualTo(arrivals.size());
        assertThat(late).isNotEmpty();
    }

    @Test
    void historyGivesTheSameBarsAsTheStream() {
        var random = new Random(3);
        var calendar = new NewYorkCalendar();
        var instants = instants(Timeframe.HOUR, calendar, SPY);
        var built = new ArrayList<Bar>();
        var builder = new BarBuilder(Timeframe.HOUR, calendar, built::add);
        for (long from = at("14:00"); from < at("22:00"); from += MINUTE) {
            if (random.nextInt(10) > 0) {
                int price = 100 + random.nextInt(10);
                var bar = bar(SPY, from, 1, 0).priced(price, price + 2, price - 1, price, 10);
                instants.on(bar);
                builder.on(bar);
            }
        }
        instants.reach(at("23:00"));
        builder.finish();
        assertThat(built).hasSize(7);
        assertThat(withoutTime(built)).isEqualTo(withoutTime(bars));
    }

    @Test
    void aBarOfHistoryIsKnownAsLateAfterItsEndAsItsLastPart() {
        var built = new ArrayList<Bar>();
        var builder = new BarBuilder(Timeframe.HOUR, new AlwaysOpen(), built::add);
        builder.on(bar(SPY, "15:00", 1, 3 * SECOND).priced(1, 1, 1, 1, 1));
        builder.finish();
        assertThat(built.getFirst().learnedAt()).isEqualTo(at("16:00") + 3 * SECOND);
    }

    private static List<String> withoutTime(List<Bar> bars) {
        return bars.stream()
                .map(
                        bar ->
                                bar.from()
                                        + " "
                                        + bar.to()
                                        + " "
                                        + bar.open()
                                        + bar.high()
                                        + bar.low()
                                        + bar.close()
                                        + bar.volume())
                .toList();
    }

    private List<String> marks() {
        return told.stream().filter(line -> Character.isDigit(line.charAt(0))).toList();
    }

    private Instants hours(Symbol... symbols) {
        return instants(Timeframe.HOUR, new AlwaysOpen(), symbols);
    }

    private Instants instants(Timeframe target, Calendar calendar, Symbol... symbols) {
        return new Instants(List.of(symbols), target, calendar, GRACE, new Recorder());
    }

    private static Bar second(Symbol symbol, long from) {
        var one = Price.of(1);
        return new Bar(
                symbol,
                from,
                from + SECOND,
                from + SECOND,
                one,
                one,
                one,
                one,
                Quantity.of(1),
                false);
    }

    private static long at(String time) {
        return Instant.parse("2017-01-03T" + time + ":00Z").getEpochSecond() * SECOND;
    }

    private static Span bar(Symbol symbol, String from, long minutes, long delay) {
        return bar(symbol, at(from), minutes, delay);
    }

    private static Span bar(Symbol symbol, long from, long minutes, long delay) {
        return new Span(symbol, from, from + minutes * MINUTE, delay);
    }

    private record Span(Symbol symbol, long from, long to, long delay) {

        Bar priced(long open, long high, long low, long... closeAndVolume) {
            return new Bar(
                    symbol,
                    from,
                    to,
                    to + delay,
                    Price.of(open),
                    Price.of(high),
                    Price.of(low),
                    Price.of(closeAndVolume[0]),
                    Quantity.of(closeAndVolume[1]),
                    false);
        }
    }

    private final class Recorder implements Instants.Sink {

        @Override
        public void bar(Bar bar) {
            bars.add(bar);
            told.add(
                    bar.symbol()
                            + " "
                            + time(bar.from())
                            + "-"
                            + time(bar.to())
                            + " +"
                            + (bar.learnedAt() - bar.to()) / 1_000_000);
        }

        @Override
        public void late(Bar bar) {
            late.add(bar);
        }

        @Override
        public void mark(Event.Mark mark) {
            told.add(
                    time(mark.happenedAt())
                            + " +"
                            + (mark.learnedAt() - mark.happenedAt()) / 1_000_000
                            + " "
                            + mark.bars());
        }

        private static String time(long at) {
            return Instant.ofEpochSecond(0, at).toString().substring(11, 16);
        }
    }
}
