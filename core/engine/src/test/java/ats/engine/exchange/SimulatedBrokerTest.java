package ats.engine.exchange;

import static ats.engine.exchange.Market.AAPL;
import static ats.engine.exchange.Market.GRACE;
import static ats.engine.exchange.Market.SPY;
import static ats.engine.exchange.Market.at;
import static ats.engine.exchange.Market.hour;
import static ats.engine.exchange.Market.order;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.TimeInForce;

import org.junit.jupiter.api.Test;

final class SimulatedBrokerTest {

    private static final LocalDate TOMORROW = LocalDate.of(2017, 1, 4);
    private static final Session SESSION = new NewYorkCalendar().session(TOMORROW).orElseThrow();
    private static final long MORNING = at("2017-01-04T14:00:00Z");

    private final List<OrderUpdate> updates = new ArrayList<>();
    private final List<BookEntry> books = new ArrayList<>();
    private SimulatedBroker broker = broker("none", 100_000);

    @Test
    void booksWhatTradesAndValuesItAtTheLastClose() {
        broker = broker("fee=0.01", 100_000);
        submit("a", "buy 100", "15:00");
        broker.onBars(List.of(hour("15:00", "10 12 10 11 900")), updates::add);
        assertThat(broker.cash()).isEqualTo(Money.of(98_999));
        assertThat(broker.equity()).isEqualTo(Money.of(100_099));
        assertThat(broker.buyingPower()).isEqualTo(Money.of(199_098));
        assertThat(broker.positions())
                .containsExactly(
                        new Position(SPY, Quantity.of(100), Money.of(1_000), Price.of(11)));
        submit("b", "sell 40", "16:00");
        broker.onBar(hour("16:00", "12 12 12 12 900"), updates::add);
        assertThat(broker.cash()).isEqualTo(Money.parse("99478.6"));
        assertThat(broker.positions().getFirst().cost()).isEqualTo(Money.of(600));
        assertThat(broker.positions().getFirst().averagePrice()).isEqualTo(Price.of(10));
        submit("c", "sell 60", "17:00");
        broker.onBar(hour("17:00", "13 13 13 13 900"), updates::add);
        assertThat(broker.positions()).isEmpty();
        assertThat(broker.equity()).isEqualTo(Money.of(100_258));
        assertThat(broker.fills()).hasSize(3);
    }

    @Test
    void turnsFromLongToShortAtTheNewPrice() {
        submit("a", "buy 10", "15:00");
        broker.onBar(hour("15:00", "10 10 10 10 9"), updates::add);
        submit("b", "sell 25", "16:00");
        broker.onBar(hour("16:00", "12 12 12 12 9"), updates::add);
        assertThat(broker.positions())
                .containsExactly(new Position(SPY, Quantity.of(-15), Money.of(-180), Price.of(12)));
        assertThat(broker.equity()).isEqualTo(Money.of(100_020));
        assertThat(broker.buyingPower()).isEqualTo(Money.of(199_860));
        submit("c", "buy 5", "17:00");
        broker.onBar(hour("17:00", "12 12 12 12 9"), updates::add);
        assertThat(broker.positions().getFirst().averagePrice()).isEqualTo(Price.of(12));
    }

    @Test
    void lendsNothingToASmallAccount() {
        assertThat(broker("none", 1_999).buyingPower()).isEqualTo(Money.of(1_999));
        assertThat(broker("none", 2_000).buyingPower()).isEqualTo(Money.of(4_000));
    }

    @Test
    void takesAnOrderIdOnce() {
        var first = broker.submit(order("a", "buy 1"), at("15:00"), updates::add);
        assertThat(first).isInstanceOf(Submission.Taken.class);
        broker.onBar(hour("15:00", "10 10 10 10 9"), updates::add);
        var second = broker.submit(order("a", "buy 1"), at("16:00"), updates::add);
        broker.onBar(hour("16:00", "10 10 10 10 9"), updates::add);
        assertThat(second)
                .isEqualTo(new Submission.Duplicate(broker.find(new OrderId("a")).orElseThrow()));
        assertThat(broker.position(SPY)).isEqualTo(Quantity.of(1));
    }

    @Test
    void showsAnOrderByEveryIdItHadAndAsItStands() {
        broker = broker("volume=10%", 100_000);
        submit("a", "buy 10 limit 9", "15:00");
        var limit = new Pricing.Limit(Price.of(11));
        broker.replace(new OrderId("a"), Quantity.of(8), limit, at("15:30"), updates::add);
        broker.onBar(hour("16:00", "10 10 10 10 50"), updates::add);
        var order = broker.find(new OrderId("a")).orElseThrow();
        assertThat(order.state()).isEqualTo(OrderState.PARTIALLY_FILLED);
        assertThat(order.brokerIds()).hasSize(2).doesNotHaveDuplicates();
        assertThat(order.remaining()).isEqualTo(Quantity.of(3));
        assertThat(order.averagePrice()).isEqualTo(Price.of(10));
        assertThat(order.submittedAt()).isEqualTo(at("15:00"));
        assertThat(order.changedAt()).isEqualTo(at("17:00"));
        for (var id : order.brokerIds()) {
            assertThat(broker.findByBrokerId(id)).contains(order);
        }
        broker.cancel(new OrderId("a"), at("17:00"), updates::add);
        assertThat(broker.orders())
                .extracting(BrokerOrder::state)
                .containsExactly(OrderState.CANCELED);
        assertThat(broker.find(new OrderId("b"))).isEmpty();
    }

    @Test
    void forgetsWhatEndedAndKeepsWhatWorksAndIsHeld() {
        submit("a", "buy 10", "15:00");
        submit("b", "sell 10 limit 99", "15:00");
        broker.onBar(hour("15:00", "10 10 10 10 9"), updates::add);
        var brokerId = broker.find(new OrderId("a")).orElseThrow().brokerId();

        broker.forget(at("16:00"));
        assertThat(broker.orders()).hasSize(2);

        broker.forget(at("16:00") + 1);
        assertThat(broker.orders())
                .extracting(order -> order.order().id())
                .containsExactly(new OrderId("b"));
        assertThat(broker.findByBrokerId(brokerId)).isEmpty();
        assertThat(broker.fills()).isEmpty();
        assertThat(broker.position(SPY)).isEqualTo(Quantity.of(10));
        assertThat(broker.cash()).isEqualTo(Money.of(99_900));
    }

    @Test
    void paysADividendOnWhatIsHeldBeforeTheOpen() {
        hold("200", "50");
        var booked = morning(dividend("0.333333333"));
        assertThat(booked).hasSize(1);
        assertThat(broker.cash()).isEqualTo(Money.parse("90066.6666666"));
        assertThat(broker.positions().getFirst().close()).isEqualTo(Price.parse("49.666666667"));
        assertThat(broker.equity()).isEqualTo(Money.of(100_000));
        assertThat(booked.getFirst().id()).startsWith("20170104090000000::").hasSize(55);
        assertThat(broker.activities()).isEqualTo(booked);
    }

    @Test
    void chargesADividendToWhoeverIsShort() {
        hold("-200", "50");
        morning(dividend("0.25"));
        assertThat(broker.cash()).isEqualTo(Money.of(109_950));
        assertThat(broker.equity()).isEqualTo(Money.of(100_000));
    }

    @Test
    void aSplitSevenForOneLeavesNoFraction() {
        hold("10", "700");
        var booked = morning(split(1, 7));
        assertThat(booked)
                .singleElement()
                .satisfies(
                        activity -> {
                            var holding = (AccountActivity.Holding) activity;
                            assertThat(holding.shares()).isEqualTo(Quantity.of(60));
                            assertThat(holding.cash()).isEqualTo(Money.ZERO);
                            assertThat(holding.reason()).isEqualTo(AccountActivity.Reason.SPLIT);
                        });
        assertThat(broker.position(SPY)).isEqualTo(Quantity.of(70));
        assertThat(broker.positions().getFirst().close()).isEqualTo(Price.of(100));
        assertThat(broker.equity()).isEqualTo(Money.of(100_000));
    }

    @Test
    void aReverseSplitPaysTheFractionAtThePreviousClose() {
        hold("105", "5");
        morning(split(10, 1));
        assertThat(broker.position(SPY)).isEqualTo(Quantity.of(10));
        assertThat(broker.cash()).isEqualTo(Money.of(99_500));
        assertThat(broker.equity()).isEqualTo(Money.of(100_000));
        assertThat(broker.positions().getFirst().cost()).isEqualTo(Money.of(500));
    }

    @Test
    void aShortFractionIsBoughtBack() {
        hold("-105", "5");
        morning(split(10, 1));
        assertThat(broker.position(SPY)).isEqualTo(Quantity.of(-10));
        assertThat(broker.cash()).isEqualTo(Money.of(100_500));
        assertThat(broker.equity()).isEqualTo(Money.of(100_000));
    }

    @Test
    void aSplitThirtyNineForTenPaysNineTenths() {
        hold("101", "39");
        morning(split(10, 39));
        assertThat(broker.position(SPY)).isEqualTo(Quantity.of(393));
        assertThat(broker.cash()).isEqualTo(Money.of(96_070));
        assertThat(broker.equity()).isEqualTo(Money.of(100_000));
    }

    @Test
    void aHoldingSmallerThanOneNewShareIsPaidOutWhole() {
        hold("7", "5");
        morning(split(10, 1));
        assertThat(broker.positions()).isEmpty();
        assertThat(broker.cash()).isEqualTo(Money.of(100_000));
    }

    @Test
    void cancelsOpenOrdersAcrossASplitAndLeavesThoseOfOthers() {
        broker.submit(gtc("a", "buy 1 limit 5"), at("15:00"), updates::add);
        broker.submit(
                order("b", AAPL, "buy 1 limit 5", TimeInForce.GOOD_TIL_CANCELED),
                at("15:00"),
                updates::add);
        assertThat(morning(split(1, 7))).isEmpty();
        assertThat(updates.stream().map(Market::text)).endsWith("a canceled");
        assertThat(broker.working()).hasSize(1);
    }

    @Test
    void paysTheDividendInOldSharesWhereASplitFallsOnTheSameDay() {
        hold("10", "700");
        morning(split(1, 7), dividend("7"));
        assertThat(broker.cash()).isEqualTo(Money.of(93_070));
        assertThat(broker.positions().getFirst().close()).isEqualTo(Price.of(99));
        assertThat(broker.equity()).isEqualTo(Money.of(100_000));
    }

    @Test
    void booksAnActionOnceHoweverOftenItIsTold() {
        hold("10", "700");
        morning(split(1, 7), dividend("7"));
        assertThat(morning(split(1, 7), dividend("7"))).isEmpty();
        assertThat(broker.position(SPY)).isEqualTo(Quantity.of(70));
        assertThat(broker.equity()).isEqualTo(Money.of(100_000));
    }

    @Test
    void leavesActionsOfOtherDaysAlone() {
        hold("10", "700");
        var other = new CorporateAction.Split(SPY, TOMORROW.plusDays(1), 0, 0, 1, 7);
        assertThat(morning(other)).isEmpty();
        assertThat(broker.position(SPY)).isEqualTo(Quantity.of(10));
    }

    @Test
    void comesBackFromItsBooksAtAnyLine() {
        var random = new Random(5);
        broker = broker("default", 100_000);
        broker.keep(books::add);
        for (int i = 0; i < 200; i++) {
            step(random, i);
        }
        assertThat(books.stream().map(BookEntry::getClass).distinct()).hasSize(4);
        var restored = broker("default", 100_000).restore(books);
        assertSame(restored);
        var here = new ArrayList<OrderUpdate>();
        var there = new ArrayList<OrderUpdate>();
        for (var bar : List.of(bar(SPY, 900, "41"), bar(SPY, 901, "42"))) {
            broker.onBar(bar, here::add);
            restored.onBar(bar, there::add);
        }
        assertThat(there).isEqualTo(here).isNotEmpty();
        assertSame(restored);
        var partly = broker("default", 100_000);
        for (var entry : books) {
            partly.restore(List.of(entry));
        }
        assertThat(partly.cash()).isEqualTo(broker.cash());
    }

    private void step(Random random, int i) {
        long at = at("15:00") + i * Market.HOUR;
        var price = "" + (40 + random.nextInt(9));
        if (random.nextInt(3) > 0) {
            var side = random.nextBoolean() ? "buy " : "sell ";
            var words = side + (1 + random.nextInt(60));
            var pricing =
                    switch (random.nextInt(4)) {
                        case 0 -> "";
                        case 1 -> " limit " + price;
                        case 2 -> " stop " + price;
                        default -> " stop " + price + " limit " + price;
                    };
            broker.submit(gtc("o" + i, words + pricing), at, updates::add);
        }
        var some = new OrderId("o" + random.nextInt(i + 1));
        switch (random.nextInt(6)) {
            case 0 -> broker.cancel(some, at, updates::add);
            case 1 -> broker.replace(some, Quantity.of(20), new Pricing.Market(), at, updates::add);
            default -> broker.onBar(bar(SPY, i, price), updates::add);
        }
        if (i == 150) {
            morning(split(10, 39), dividend("0.5"));
        }
    }

    private void assertSame(SimulatedBroker restored) {
        assertThat(restored.cash()).isEqualTo(broker.cash());
        assertThat(restored.equity()).isEqualTo(broker.equity());
        assertThat(restored.buyingPower()).isEqualTo(broker.buyingPower());
        assertThat(restored.positions()).isEqualTo(broker.positions());
        assertThat(restored.orders()).isEqualTo(broker.orders());
        assertThat(restored.working()).isEqualTo(broker.working()).isNotEmpty();
        assertThat(restored.fills()).isEqualTo(broker.fills());
        assertThat(restored.activities()).isEqualTo(broker.activities()).isNotEmpty();
    }

    private static Bar bar(Symbol symbol, int i, String price) {
        long from = at("15:00") + i * Market.HOUR;
        return Market.bar(symbol, from, Market.HOUR, price + " 50 38 " + price + " 1000");
    }

    /// Buys (or sells short) at that price, which stays the last close.
    private void hold(String shares, String price) {
        var quantity = Quantity.parse(shares);
        var words = (quantity.negative() ? "sell " : "buy ") + quantity.absolute();
        submit("held", words, "20:00");
        var numbers = price + " " + price + " " + price + " " + price + " 1000";
        broker.onBar(hour("20:00", numbers), updates::add);
        assertThat(broker.position(SPY)).isEqualTo(quantity);
    }

    private List<AccountActivity> morning(CorporateAction... actions) {
        return broker.beforeOpen(SESSION, List.of(actions), MORNING, updates::add);
    }

    private static CorporateAction split(long from, long to) {
        return new CorporateAction.Split(SPY, TOMORROW, SESSION.open(), MORNING, from, to);
    }

    private static CorporateAction dividend(String perShare) {
        return new CorporateAction.Dividend(
                SPY, TOMORROW, SESSION.open(), MORNING, Price.parse(perShare));
    }

    private void submit(String id, String words, String at) {
        var taken = broker.submit(order(id, words), at(at), updates::add);
        assertThat(taken).isInstanceOf(Submission.Taken.class);
    }

    private static Order gtc(String id, String words) {
        return order(id, words, TimeInForce.GOOD_TIL_CANCELED);
    }

    private static SimulatedBroker broker(String costs, long cash) {
        return new SimulatedBroker(
                "PA1", new NewYorkCalendar(), Costs.parse(costs), GRACE, Money.of(cash));
    }
}
