package ats.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Money;
import ats.domain.OptionContract;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

final class FeatureEngineTest {

    private static final String PRICES = "set a\nclose = close\nvolume = volume";
    private static final String FLOW =
            "set a\nc = callpremium\np = putpremium\na = askpremium\nb = bidpremium\nn = alerts";
    private static final String HOURS =
            "set a\nm = minuteofday\nd = dayofweek\ns = sessionpart\no = overnight";

    /// A Monday; the Friday of the same week closes early.
    private static final Session MONDAY = Market.session(0);

    private static final Session FRIDAY = Market.session(3);

    @Test
    void takesABarOnceAndInOrder() {
        var engine = engine(PRICES, false);
        assertThat(engine.on(bar(MONDAY.open() + Market.MINUTE, 101))).isTrue();
        assertThat(engine.on(bar(MONDAY.open() + Market.MINUTE, 102))).isFalse();
        assertThat(engine.on(bar(MONDAY.open(), 103))).isFalse();
        assertThat(engine.value(0)).isEqualTo(101);
    }

    @Test
    void refusesAnotherSymbol() {
        var engine = engine(PRICES, false);
        engine.on(bar(MONDAY.open(), 100));
        var other =
                new CorporateAction.Dividend(Symbol.of("OTHER"), MONDAY.date(), 0, 0, Price.of(1));
        assertThatThrownBy(() -> engine.on(other))
                .hasMessage("these are the features of WALK, not of OTHER");
    }

    @Test
    void multipliesPricesAndDividesVolumesAfterASplit() {
        var engine = engine(PRICES, false);
        engine.on(bar(MONDAY.open(), 700));
        assertThat(engine.on(split(Market.session(1), 1, 7))).isTrue();
        engine.on(bar(MONDAY.close() - Market.MINUTE, 693));
        assertThat(engine.value(0)).isEqualTo(693);
        engine.on(bar(Market.session(1).open(), 100));
        assertThat(engine.value(0)).isEqualTo(700);
        assertThat(engine.value(1)).isEqualTo(100);
    }

    @Test
    void addsADividendToThePricesAfterIt() {
        var engine = engine(PRICES, false);
        engine.on(dividend(Market.session(1), 20));
        engine.on(bar(MONDAY.open(), 100));
        engine.on(bar(Market.session(1).open(), 80));
        assertThat(engine.value(0)).isEqualTo(100);
        assertThat(engine.value(1)).isEqualTo(700);
    }

    /// Paid on the shares of the day before, whatever comes first.
    @Test
    void knowsADividendAndASplitOfTheSameDay() {
        var session = Market.session(1);
        var actions =
                new ArrayList<>(
                        List.of(
                                split(session, 1, 4),
                                dividend(session, 20),
                                dividend(session, 40)));
        for (int order = 0; order < actions.size(); order++) {
            Collections.rotate(actions, 1);
            var engine = engine(PRICES, false);
            engine.on(bar(MONDAY.open(), 100));
            actions.forEach(engine::on);
            engine.on(bar(session.open(), 10));
            assertThat(engine.value(0)).isEqualTo(100);
        }
    }

    @Test
    void countsAnActionOnce() {
        var engine = engine(PRICES, false);
        engine.on(bar(MONDAY.open(), 700));
        var split = split(Market.session(1), 1, 7);
        engine.on(split);
        assertThat(engine.on(split)).isTrue();
        engine.on(bar(Market.session(1).open(), 100));
        assertThat(engine.on(split)).isTrue();
        engine.on(bar(Market.session(1).open() + Market.MINUTE, 101));
        assertThat(engine.value(0)).isEqualTo(707);
    }

    @Test
    void saysThatAnActionCameTooLate() {
        var engine = engine(PRICES, false);
        engine.on(bar(Market.session(1).open() + Market.MINUTE, 100));
        assertThat(engine.on(split(Market.session(1), 1, 7))).isFalse();
        engine.on(bar(Market.session(1).close() - Market.MINUTE, 100));
        assertThat(engine.value(0)).isEqualTo(100);
    }

    @Test
    void beginsAtTheTermsOfTheFirstBar() {
        var engine = engine(PRICES, false);
        engine.on(split(MONDAY, 1, 7));
        engine.on(bar(MONDAY.open(), 100));
        assertThat(engine.value(0)).isEqualTo(100);
    }

    @Test
    void leavesThePriceAloneWhenMoreIsPaidThanItIs() {
        var engine = engine(PRICES, false);
        engine.on(bar(MONDAY.open(), 10));
        engine.on(dividend(Market.session(1), 10));
        engine.on(bar(Market.session(1).open(), 3));
        assertThat(engine.value(0)).isEqualTo(3);
    }

    @Test
    void addsUpTheFlowBetweenTwoBars() {
        var engine = engine(FLOW, true);
        long open = MONDAY.open();
        engine.on(alert(open + 1, OptionContract.Right.CALL, 500));
        engine.on(alert(open + 2, OptionContract.Right.CALL, 300));
        engine.on(alert(open + 3, OptionContract.Right.PUT, 100));
        engine.on(bar(open, 100));
        assertThat(Market.values(engine)).containsExactly(800, 100, 90, 60, 3);
        engine.on(bar(open + Market.MINUTE, 100));
        assertThat(Market.values(engine)).containsExactly(0, 0, 0, 0, 0);
    }

    @Test
    void hasNoFlowWhereNobodyListens() {
        var engine = engine(FLOW, false);
        engine.on(bar(MONDAY.open(), 100));
        assertThat(Market.values(engine)).containsOnly(Double.NaN);
    }

    @Test
    void knowsTheHoursOfTheSession() {
        var engine = engine(HOURS, false);
        engine.on(bar(MONDAY.open(), 100));
        assertThat(Market.values(engine)).containsExactly(1, 1, 1 / 390.0, 1);
        engine.on(bar(MONDAY.open() + Market.MINUTE, 100));
        assertThat(Market.values(engine)).containsExactly(2, 1, 2 / 390.0, 0);
        engine.on(bar(MONDAY.close() - Market.MINUTE, 100));
        assertThat(Market.values(engine)).containsExactly(390, 1, 1, 0);
        engine.on(bar(FRIDAY.open() + 5 * Market.MINUTE, 100));
        assertThat(Market.values(engine)).containsExactly(6, 5, 6 / 210.0, 1);
        engine.on(bar(FRIDAY.close() - Market.MINUTE, 100));
        assertThat(Market.values(engine)).containsExactly(210, 5, 1, 0);
    }

    @Test
    void knowsTheHoursOfBarsThatReachBeyondTheSession() {
        var engine = engine(HOURS, false);
        long hour = 60 * Market.MINUTE;
        engine.on(bar(MONDAY.open() - hour, MONDAY.open(), 100));
        assertThat(Market.values(engine)).containsExactly(Double.NaN, 1, Double.NaN, 0);
        engine.on(bar(MONDAY.open() - hour / 2, MONDAY.open() + hour / 2, 100));
        assertThat(Market.values(engine)).containsExactly(30, 1, 30 / 390.0, 1);
        engine.on(bar(MONDAY.close(), MONDAY.close() + hour, 100));
        assertThat(Market.values(engine)).containsExactly(Double.NaN, 2, Double.NaN, 0);
        var tuesday = Market.session(1);
        engine.on(bar(tuesday.open() - hour, tuesday.close() + hour, 100));
        assertThat(Market.values(engine)).containsExactly(390, 2, 1, 1);
    }

    @Test
    void roundsOnceAndSaysMissingForWhatIsNoNumber() {
        var engine =
                engine("set a\nx = close / 3\ny = close / 0\nz = Log(0 - close)\nw = 1e60", false);
        engine.on(bar(MONDAY.open(), 100));
        var vector = new float[4];
        engine.copy(vector);
        assertThat(vector).containsExactly(100 / 3f, Float.NaN, Float.NaN, Float.NaN);
        assertThat(engine.value(0)).isEqualTo(100 / 3.0, within(0.0));
        assertThat(engine.value(1)).isInfinite();
        var buffer = engine.values();
        assertThat(buffer.remaining()).isEqualTo(4);
        assertThat(buffer.get(0)).isEqualTo(vector[0]);
        assertThatThrownBy(() -> engine.copy(new float[3]))
                .hasMessage("4 features do not fit 3 places");
    }

    @Test
    void refusesTheStateOfAnotherSet() {
        var saved = LongStream.builder();
        engine(PRICES, false).save(saved::add);
        var in = saved.build().iterator();
        assertThatThrownBy(() -> engine(HOURS, false).restore(in::nextLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not of feature set a");
    }

    @Test
    void allocatesNothingAtABar() {
        var engine = new FeatureEngine(Evaluation.shipped("alpha158"), Market.CALENDAR, true);
        var bars = Market.walk(5, 380, Market.MINUTE).bars();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var vector = new float[engine.set().size()];
        int half = bars.size() / 2;
        long before = 0;
        for (int bar = 0; bar < bars.size(); bar++) {
            before = bar == half ? threads.getCurrentThreadAllocatedBytes() : before;
            engine.on(bars.get(bar));
            engine.copy(vector);
        }
        // the measurement itself allocates a little
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(half);
    }

    private static FeatureEngine engine(String set, boolean flowConnected) {
        return new FeatureEngine(FeatureSet.parse(set), Market.CALENDAR, flowConnected);
    }

    private static Bar bar(long from, long dollars) {
        return bar(from, from + Market.MINUTE, dollars);
    }

    private static Bar bar(long from, long to, long dollars) {
        long cents = 100 * dollars;
        return Market.bar(from, to, new long[] {cents, cents, cents, cents}, Quantity.of(700));
    }

    private static CorporateAction split(Session session, long from, long to) {
        return new CorporateAction.Split(
                Market.SYMBOL, session.date(), session.open(), session.open(), from, to);
    }

    private static CorporateAction dividend(Session session, long dollars) {
        return new CorporateAction.Dividend(
                Market.SYMBOL, session.date(), session.open(), session.open(), Price.of(dollars));
    }

    private static FlowAlert alert(long at, OptionContract.Right right, long dollars) {
        return new FlowAlert(
                Market.SYMBOL,
                at,
                at,
                "alert" + at,
                "sweep",
                new OptionContract(right, Price.of(100), FRIDAY.date()),
                Quantity.of(10),
                Money.of(dollars),
                Money.of(30),
                Money.of(20));
    }
}
