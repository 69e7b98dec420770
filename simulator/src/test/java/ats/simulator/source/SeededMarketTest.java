package ats.simulator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.Timeframe;

import org.junit.jupiter.api.Test;

final class SeededMarketTest {
    private static final Calendar CALENDAR = new NewYorkCalendar();
    private static final LocalDate FIRST = LocalDate.of(2025, 11, 24);
    private static final LocalDate HALF_DAY = LocalDate.of(2025, 11, 28);
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final long CENT = 10_000_000L;
    private static final long FROM = open(FIRST.minusWeeks(1));
    private static final long TO = close(FIRST.plusDays(10));
    private static final Symbol ASTER = SeededMarket.SYMBOLS.getFirst();

    @Test
    void isAFunctionOfItsSeed() {
        assertThat(bars(market(7))).isEqualTo(bars(market(7)));
    }

    @Test
    void isAnotherMarketForAnotherSeed() {
        assertThat(bars(market(7))).isNotEqualTo(bars(market(8)));
        assertThat(market(7).between(ASTER, FROM, FROM + MINUTE))
                .isNotEqualTo(market(8).between(ASTER, FROM, FROM + MINUTE));
    }

    @Test
    void aSymbolIsTheSameAmongOthersAndAlone() {
        var alone = new SeededMarket(7, FIRST, CALENDAR, List.of(ASTER));

        assertThat(alone.symbols()).containsExactly(ASTER);
        assertThat(alone.between(ASTER, FROM, TO)).isEqualTo(market(7).between(ASTER, FROM, TO));
    }

    @Test
    void slicesAreTheWholeInWhateverOrderTheyAreAskedFor() {
        var whole = market(7).between(ASTER, FROM, TO);
        var random = new Random(11);
        var market = market(7);
        for (int asked = 0; asked < 200; asked++) {
            long from = random.nextLong(FROM, TO);
            long to = random.nextLong(from, TO);

            assertThat(market.between(ASTER, from, to))
                    .as("seed 7, slice %s to %s", from, to)
                    .isEqualTo(whole.stream().filter(bar -> within(bar, from, to)).toList());
        }
    }

    @Test
    void aMarketThatGoesOnIsTheOneThatNeverStopped() {
        var instants = ends(market(7));
        var resumed = market(7);
        var never = market(7);
        int half = instants.size() / 2;
        instants.subList(0, half).forEach(never::endingAt);

        for (long at : instants.subList(half, instants.size())) {
            assertThat(resumed.endingAt(at)).as("seed 7 at %s", at).isEqualTo(never.endingAt(at));
        }
    }

    @Test
    void farDaysCanBeAskedForFirst() {
        long year = open(FIRST.plusYears(1));
        var far = market(7).between(ASTER, year, year + 10 * MINUTE);
        var other = market(7);
        var _ = other.between(ASTER, FROM, TO);

        assertThat(far).hasSize(10);
        assertThat(other.between(ASTER, year, year + 10 * MINUTE)).isEqualTo(far);
        assertThat(other.between(ASTER, FROM, TO)).isEqualTo(market(7).between(ASTER, FROM, TO));
    }

    @Test
    void endsAreTheEndsOfItsBars() {
        var market = market(7);
        var byEnd = new TreeMap<Long, List<Bar>>();
        for (var symbol : market.symbols()) {
            market.between(symbol, FROM, TO)
                    .forEach(
                            bar ->
                                    byEnd.computeIfAbsent(bar.to(), _ -> new ArrayList<>())
                                            .add(bar));
        }

        assertThat(ends(market)).containsExactlyElementsOf(byEnd.keySet());
        byEnd.forEach((at, bars) -> assertThat(market.endingAt(at)).isEqualTo(bars));
        assertThat(market.endingAt(FROM)).isEmpty();
        assertThat(market.endingAt(FROM + MINUTE + 1)).isEmpty();
    }

    @Test
    void barsAreSoundAndWholeCents() {
        for (var bar : bars(market(7))) {
            assertThat(bar.low().nanos())
                    .as("seed 7: %s", bar)
                    .isPositive()
                    .isLessThanOrEqualTo(Math.min(bar.open().nanos(), bar.close().nanos()));
            assertThat(bar.high().nanos())
                    .as("seed 7: %s", bar)
                    .isGreaterThanOrEqualTo(Math.max(bar.open().nanos(), bar.close().nanos()));
            assertThat(bar.volume().positive()).as("seed 7: %s", bar).isTrue();
            assertThat(
                            Stream.of(bar.open(), bar.high(), bar.low(), bar.close())
                                    .mapToLong(price -> price.nanos() % CENT))
                    .containsOnly(0L);
        }
    }

    @Test
    void barsFillTheSessionsAndNothingElse() {
        var expected = new ArrayList<Long>();
        for (var session = session(FIRST.minusWeeks(1));
                session.open() < TO;
                session = CALENDAR.after(session.date())) {
            for (long from = session.open(); from < session.close(); from += MINUTE) {
                expected.add(from);
            }
        }

        assertThat(market(7).between(ASTER, FROM, TO)).extracting(Bar::from).isEqualTo(expected);
        long halfDay = session(HALF_DAY).open();
        assertThat(market(7).between(ASTER, halfDay, halfDay + 24 * 60 * MINUTE)).hasSize(210);
    }

    @Test
    void historyReachesBackItsSessionsAndNoFurther() {
        var market = market(7);
        var first = market.between(ASTER, 0, FROM).getFirst();
        var days =
                market.between(ASTER, 0, open(FIRST)).stream()
                        .map(bar -> CALENDAR.date(bar.from()))
                        .distinct();

        assertThat(days).hasSize(SeededMarket.HISTORY_SESSIONS);
        assertThat(market.nextEnd(0)).hasValue(first.to());
        assertThat(market.endingAt(first.to() - 24 * 60 * MINUTE)).isEmpty();
    }

    @Test
    void knowsNothingOfStrangersAndPaysNothing() {
        assertThat(market(7).between(Symbol.of("SPY"), FROM, TO)).isEmpty();
        assertThat(market(7).actions(FIRST, FIRST.plusYears(1))).isEmpty();
        assertThat(market(7).base()).isEqualTo(Timeframe.MINUTE);
    }

    @Test
    void refusesASignalThatCannotBe() {
        for (double strength : new double[] {-0.01, 0.31, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SeededOptions.of(7, FIRST).withSignal(strength))
                    .withMessage("a signal's strength is from 0 to 0.3: " + strength);
        }
    }

    private static SeededMarket market(long seed) {
        return new SeededMarket(seed, FIRST, CALENDAR);
    }

    private static List<Bar> bars(BarSource market) {
        return market.symbols().stream()
                .flatMap(symbol -> market.between(symbol, FROM, TO).stream())
                .toList();
    }

    private static List<Long> ends(BarSource market) {
        var ends = new ArrayList<Long>();
        for (long at = market.nextEnd(FROM).orElseThrow();
                at <= TO;
                at = market.nextEnd(at).orElseThrow()) {
            ends.add(at);
        }
        return ends;
    }

    private static boolean within(Bar bar, long from, long to) {
        return bar.from() >= from && bar.from() < to;
    }

    private static Session session(LocalDate date) {
        return CALENDAR.session(date).orElseThrow();
    }

    private static long open(LocalDate date) {
        return CALENDAR.after(date.minusDays(1)).open();
    }

    private static long close(LocalDate date) {
        return CALENDAR.after(date.minusDays(1)).close();
    }

    @Test
    void hasAsManyNamesAsAnybodyWants() {
        var names = SeededMarket.symbols(10_000);
        assertThat(names).doesNotHaveDuplicates().hasSize(10_000).startsWith(ASTER);
        assertThat(names.subList(10, 10_000))
                .allSatisfy(name -> assertThat(name.text()).matches("ZQ[A-Z]{4}"));
        assertThat(SeededMarket.symbols(3)).isEqualTo(SeededMarket.SYMBOLS.subList(0, 3));
    }
}
