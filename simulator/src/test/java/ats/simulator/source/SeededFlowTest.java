package ats.simulator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.OptionContract.Right;
import ats.domain.Symbol;

import org.junit.jupiter.api.Test;

final class SeededFlowTest {
    private static final NewYorkCalendar CALENDAR = new NewYorkCalendar();
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final Symbol ASTER = Symbol.of("ASTER");
    private static final Symbol BASIL = Symbol.of("BASIL");
    private static final long OPEN = CALENDAR.session(FIRST).orElseThrow().open();
    private static final long DAY = Duration.ofDays(1).toNanos();

    @Test
    void isTheSameHoweverItIsAsked() {
        var whole = flow(1, 0).between(ASTER, OPEN, OPEN + 8 * DAY);
        var parts = new ArrayList<OptionsFlow>();
        var other = flow(1, 0);
        for (long from = OPEN + 8 * DAY - DAY / 7; from > OPEN - DAY / 7; from -= DAY / 7) {
            parts.addAll(0, other.between(ASTER, Math.max(OPEN, from), from + DAY / 7));
            assertThat(other.between(BASIL, from, from + 1)).hasSizeLessThan(2);
        }
        assertThat(whole).hasSizeGreaterThan(30).isEqualTo(parts);
        assertThat(flow(2, 0).between(ASTER, OPEN, OPEN + 8 * DAY)).doesNotContainSequence(whole);
    }

    @Test
    void namesEachMomentAtWhichSomethingIsMade() {
        var flow = flow(3, 0);
        var moments = new TreeSet<Long>();
        for (var at = flow.nextMade(OPEN);
                at.orElseThrow() < OPEN + 3 * DAY;
                at = flow.nextMade(at.getAsLong())) {
            moments.add(at.getAsLong());
        }
        var made =
                Stream.of(ASTER, BASIL)
                        .flatMap(each -> flow.between(each, OPEN, OPEN + 3 * DAY).stream())
                        .map(OptionsFlow::madeAt)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(moments).isEqualTo(made);
    }

    @Test
    void isPlausible() {
        var all = flow(4, 0).between(ASTER, OPEN - 40 * DAY, OPEN + 40 * DAY);
        assertThat(all)
                .hasSizeGreaterThan(300)
                .isSortedAccordingTo(Comparator.comparingLong(OptionsFlow::madeAt));
        for (var each : all) {
            var session = CALENDAR.openAt(each.times().from()).orElseThrow();
            assertThat(session.contains(each.madeAt())).isTrue();
            assertThat(each.times().to()).isLessThan(each.madeAt());
            assertThat(each.contract().expiry()).isAfterOrEqualTo(session.date());
            assertThat(CALENDAR.session(each.contract().expiry())).isPresent();
            double money = (double) each.contract().strike().nanos() / each.underlying().nanos();
            assertThat(money).isBetween(0.6, 1.5);
            assertThat(each.askPremium().plus(each.bidPremium()))
                    .isLessThanOrEqualTo(each.premium());
            assertThat(each.premium().nanos()).isEqualTo(each.price().nanos() * each.size() * 100);
            assertThat(each.volume()).isGreaterThanOrEqualTo(each.size());
        }
    }

    @Test
    void hasAHeavyTailOfPremiums() {
        var premiums =
                flow(5, 0).between(ASTER, OPEN - 40 * DAY, OPEN + 300 * DAY).stream()
                        .mapToDouble(each -> each.premium().nanos() / 1e9)
                        .sorted()
                        .toArray();
        double sum = Arrays.stream(premiums).sum();
        double top = Arrays.stream(premiums).skip(premiums.length * 99L / 100).sum();
        assertThat(premiums[premiums.length / 2]).isBetween(8_000.0, 40_000.0);
        assertThat(top / sum).isGreaterThan(0.1);
    }

    /// Bullish alerts less bearish ones, as a share of all, by whether the price rose afterwards:
    /// the planted strength, within four standard errors.
    @Test
    void knowsTheFutureAsMuchAsItsStrengthSays() {
        for (double strength : new double[] {0, 0.3, 1}) {
            double sum = 0;
            int count = 0;
            var prices = prices(6);
            var flow = new SeededFlow(6, prices, CALENDAR, strength);
            for (var each : flow.between(ASTER, OPEN, OPEN + 300 * DAY)) {
                var session = CALENDAR.openAt(each.madeAt()).orElseThrow();
                int moved = moved(prices, each, session.close());
                if (moved != 0) {
                    boolean bought = each.askPremium().compareTo(each.bidPremium()) > 0;
                    boolean bullish = bought == (each.contract().right() == Right.CALL);
                    sum += bullish ? moved : -moved;
                    count++;
                }
            }
            double error = Math.sqrt((1 - strength * strength) / count);
            assertThat(count).isGreaterThan(1_500);
            assertThat(sum / count)
                    .as("seed 6, strength %s, %s alerts", strength, count)
                    .isBetween(strength - 4 * error - 1e-9, strength + 4 * error + 1e-9);
        }
    }

    @Test
    void refusesAStrengthThatIsNone() {
        for (double strength : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> flow(1, strength)).hasMessageContaining("between 0 and 1");
        }
    }

    @Test
    void hasNothingBeforeTheMarketAndOnNobodyElse() {
        assertThat(flow(1, 0).between(ASTER, 0, OPEN - 200 * DAY)).isEmpty();
        assertThat(flow(1, 0).between(Symbol.of("NOSUCH"), OPEN, OPEN + DAY)).isEmpty();
    }

    /// From the end of the minute of the last trade to half an hour on, or to the close.
    private static int moved(SeededMarket prices, OptionsFlow flow, long close) {
        long later = Math.min(flow.times().to() + Duration.ofMinutes(30).toNanos(), close - 1);
        var now = minuteOf(prices, flow.times().to());
        return Integer.signum(minuteOf(prices, later).close().compareTo(now.close()));
    }

    private static Bar minuteOf(SeededMarket prices, long at) {
        long minute = Duration.ofMinutes(1).toNanos();
        long from = at / minute * minute;
        return prices.between(ASTER, from, from + 1).getFirst();
    }

    private static SeededMarket prices(long seed) {
        return new SeededMarket(seed, FIRST, CALENDAR, List.of(ASTER, BASIL));
    }

    private static SeededFlow flow(long seed, double strength) {
        return new SeededFlow(seed, prices(seed), CALENDAR, strength);
    }
}
