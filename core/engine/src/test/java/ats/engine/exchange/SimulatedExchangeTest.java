package ats.engine.exchange;

import static ats.engine.exchange.Market.AAPL;
import static ats.engine.exchange.Market.GRACE;
import static ats.engine.exchange.Market.HOUR;
import static ats.engine.exchange.Market.SPY;
import static ats.engine.exchange.Market.at;
import static ats.engine.exchange.Market.hour;
import static ats.engine.exchange.Market.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import module java.base;

import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.TimeInForce;

import org.junit.jupiter.api.Test;

final class SimulatedExchangeTest {

    private final List<OrderUpdate> updates = new ArrayList<>();
    private SimulatedExchange exchange = exchange(Costs.NONE);

    @Test
    void fillsAMarketOrderAtTheNextOpenAndTellsItAtTheEnd() {
        submit(order("a", "buy 100"), at("16:00"));
        exchange.onBar(hour("16:00", "100 101 99 100.5 10"), updates::add);
        var fill = fills().getFirst();
        assertThat(fill.price()).isEqualTo(Price.of(100));
        assertThat(fill.quantity()).isEqualTo(Quantity.of(100));
        assertThat(fill.happenedAt()).isEqualTo(at("16:00"));
        assertThat(fill.learnedAt()).isEqualTo(at("17:00"));
        assertThat(exchange.working()).isEmpty();
    }

    @Test
    void neverFillsOnABarThatBeganBeforeTheOrder() {
        submit(order("within-grace", "buy 1"), at("16:00") + GRACE);
        submit(order("after-grace", "buy 1"), at("16:00") + GRACE + 1);
        exchange.onBar(hour("15:00", "90 90 90 90 1000"), updates::add);
        assertThat(told()).containsExactly("within-grace accepted", "after-grace accepted");
        exchange.onBar(hour("16:00", "100 100 100 100 1000"), updates::add);
        exchange.onBar(hour("17:00", "101 101 101 101 1000"), updates::add);
        assertThat(told()).endsWith("within-grace 1 at 100.00", "after-grace 1 at 101.00");
    }

    @Test
    void anOrderMadeAtTheCloseWaitsForTheNextSessionEvenWithinTheGrace() {
        submit(order("a", "buy 1"), at("21:00") + Market.SECOND);
        long second = at("21:00") - Market.SECOND;
        exchange.onBar(Market.bar(SPY, second, Market.SECOND, "100 100 100 100 10"), updates::add);
        close("2017-01-03");
        assertThat(told()).containsExactly("a accepted");
        exchange.onBar(hour("2017-01-04T15:00:00Z", "101 101 101 101 10"), updates::add);
        assertThat(told()).endsWith("a 1 at 101.00");
    }

    @Test
    void buyersPayTheSpreadAndTheImpactAndSellersGetLess() {
        exchange = exchange(Costs.DEFAULT);
        submit(order("a", "buy 20"), at("16:00"));
        submit(order("b", "sell 5"), at("16:00"));
        exchange.onBar(hour("16:00", "200 200 200 200 1000"), updates::add);
        // shares of 0.02 and 0.005: 200 * (0.0001 + 0.1 * 0.0004), 200 * (0.0001 + 0.1 * 0.000025)
        assertThat(told()).endsWith("a 20 at 200.028", "b 5 at 199.9795");
    }

    @Test
    void neverSellsBelowNothing() {
        exchange = exchange(Costs.parse("impact=1"));
        submit(order("a", "sell 20"), at("16:00"));
        exchange.onBar(hour("16:00", "2 2 2 2 10"), updates::add);
        assertThat(told()).endsWith("a 20 at 0.00");
    }

    @Test
    void takesAFeeForEachShare() {
        exchange = exchange(Costs.parse("fee=0.005"));
        submit(order("a", "buy 20"), at("16:00"));
        exchange.onBar(hour("16:00", "2 2 2 2 10"), updates::add);
        assertThat(fills().getFirst().fee()).isEqualTo(Money.parse("0.1"));
    }

    @Test
    void carriesOverWhatExceedsItsShareOfTheVolume() {
        exchange = exchange(Costs.parse("volume=2.5%"));
        submit(order("a", "buy 60"), at("15:00"));
        submit(order("b", "buy 7"), at("15:00"));
        exchange.onBar(hour("15:00", "10 10 10 10 1039"), updates::add);
        exchange.onBar(hour("16:00", "11 11 11 11 39"), updates::add);
        exchange.onBar(hour("17:00", "12 12 12 12 1600"), updates::add);
        exchange.onBar(hour("18:00", "13 13 13 13 100"), updates::add);
        assertThat(told())
                .containsExactly(
                        "a accepted",
                        "b accepted",
                        "a 25 at 10.00",
                        "a 35 at 12.00",
                        "b 5 at 12.00",
                        "b 2 at 13.00");
    }

    @Test
    void onlyAnOrderWithAFractionGetsFractions() {
        exchange = exchange(Costs.parse("volume=2.5%"));
        submit(order("a", "buy 1.5"), at("15:00"));
        exchange.onBar(hour("15:00", "10 10 10 10 30"), updates::add);
        exchange.onBar(hour("16:00", "11 11 11 11 3000"), updates::add);
        assertThat(told()).endsWith("a 0.75 at 10.00", "a 0.75 at 11.00");
    }

    @Test
    void aLimitNeedsATickBeyondItAndTakesABetterOpen() {
        submit(order("a", "buy 1 limit 10"), at("15:00"));
        exchange.onBar(hour("15:00", "11 12 10 11 9"), updates::add);
        exchange.onBar(hour("16:00", "11 12 9.9901 11 9"), updates::add);
        assertThat(told()).containsExactly("a accepted");
        exchange.onBar(hour("17:00", "11 12 9.99 11 9"), updates::add);
        assertThat(told()).endsWith("a 1 at 10.00");
        submit(order("b", "buy 1 limit 10"), at("18:00"));
        exchange.onBar(hour("18:00", "9.5 12 9 11 9"), updates::add);
        assertThat(told()).endsWith("b 1 at 9.50");
    }

    @Test
    void aSellLimitIsTheMirror() {
        submit(order("a", "sell 1 limit 10"), at("15:00"));
        exchange.onBar(hour("15:00", "9 10 8 9 9"), updates::add);
        assertThat(told()).containsExactly("a accepted");
        exchange.onBar(hour("16:00", "9 10.01 8 9 9"), updates::add);
        assertThat(told()).endsWith("a 1 at 10.00");
        submit(order("b", "sell 1 limit 10"), at("17:00"));
        exchange.onBar(hour("17:00", "10.5 11 10 11 9"), updates::add);
        assertThat(told()).endsWith("b 1 at 10.50");
    }

    @Test
    void belowADollarTheTickIsAHundredthOfACent() {
        submit(order("a", "buy 1 limit 0.5"), at("15:00"));
        exchange.onBar(hour("15:00", "0.6 0.6 0.5 0.6 9"), updates::add);
        assertThat(told()).containsExactly("a accepted");
        exchange.onBar(hour("16:00", "0.6 0.6 0.4999 0.6 9"), updates::add);
        assertThat(told()).endsWith("a 1 at 0.50");
    }

    @Test
    void aStopFillsAtItsPriceOrAtTheOpenThatIsBeyondIt() {
        submit(order("a", "buy 1 stop 12"), at("15:00"));
        submit(order("b", "sell 1 stop 8"), at("15:00"));
        exchange.onBar(hour("15:00", "10 11.99 8.01 10 9"), updates::add);
        assertThat(told()).containsExactly("a accepted", "b accepted");
        exchange.onBar(hour("16:00", "10 12 9 10 9"), updates::add);
        exchange.onBar(hour("17:00", "7 9 6 8 9"), updates::add);
        assertThat(told()).endsWith("a triggered", "a 1 at 12.00", "b triggered", "b 1 at 7.00");
    }

    @Test
    void aStopPaysSpreadAndImpactAndGoesOnAsAMarketOrder() {
        exchange = exchange(Costs.parse("spread=1bp,volume=10%"));
        submit(order("a", "buy 30 stop 12"), at("15:00"));
        exchange.onBar(hour("15:00", "13 14 12 13 100"), updates::add);
        exchange.onBar(hour("16:00", "10 10 10 10 1000"), updates::add);
        assertThat(told()).endsWith("a triggered", "a 10 at 13.0013", "a 20 at 10.001");
    }

    @Test
    void aStopLimitReachedInTheCourseOfABarIsJudgedByTheCloseAlone() {
        submit(order("a", "buy 1 stop 12 limit 12.5"), at("15:00"));
        exchange.onBar(hour("15:00", "10 13 10 12.495 9"), updates::add);
        assertThat(told()).containsExactly("a accepted", "a triggered");
        exchange.onBar(hour("16:00", "13 13 12.49 13 9"), updates::add);
        assertThat(told()).endsWith("a 1 at 12.50");
        submit(order("b", "buy 1 stop 12 limit 12.5"), at("17:00"));
        exchange.onBar(hour("17:00", "10 13 10 12.49 9"), updates::add);
        assertThat(told()).endsWith("b triggered", "b 1 at 12.50");
    }

    @Test
    void aStopLimitReachedAtTheOpenHasTheWholeBar() {
        submit(order("a", "sell 1 stop 9 limit 8.5"), at("15:00"));
        exchange.onBar(hour("15:00", "8 8.51 7 7.5 9"), updates::add);
        assertThat(told()).endsWith("a triggered", "a 1 at 8.50");
        submit(order("b", "sell 1 stop 9 limit 8.5"), at("16:00"));
        exchange.onBar(hour("16:00", "8.9 9 7 7.5 9"), updates::add);
        assertThat(told()).endsWith("b triggered", "b 1 at 8.90");
    }

    @Test
    void whereTheBarDoesNotTellWhichCameFirstTheStopDoes() {
        exchange = exchange(Costs.parse("volume=10%"));
        submit(order("gain", "sell 10 limit 12"), at("15:00"));
        submit(order("loss", "sell 10 stop 8"), at("15:00"));
        exchange.onBar(hour("15:00", "10 12.5 7.5 10 100"), updates::add);
        assertThat(told()).endsWith("loss triggered", "loss 10 at 8.00");
        assertThat(exchange.working()).hasSize(1);
        assertThat(exchange.ambiguous()).isEqualTo(1);
    }

    @Test
    void aBarThatOpensBeyondTheStopIsNotAmbiguous() {
        submit(order("gain", "sell 10 limit 12"), at("15:00"));
        submit(order("loss", "sell 10 stop 8"), at("15:00"));
        exchange.onBar(hour("15:00", "7.9 12.5 7.5 10 100"), updates::add);
        assertThat(told()).endsWith("gain 10 at 12.00", "loss triggered", "loss 10 at 7.90");
        assertThat(exchange.ambiguous()).isZero();
    }

    @Test
    void dayOrdersExpireAtTheirCloseInTheOrderOfTheirArrival() {
        submit(order("a", "buy 1 limit 5"), at("15:00"));
        submit(order("b", AAPL, "buy 1 limit 5", TimeInForce.GOOD_TIL_CANCELED), at("15:00"));
        submit(order("c", AAPL, "buy 1 limit 5", TimeInForce.DAY), at("16:00"));
        submit(order("d", "buy 1 limit 5"), at("21:00"));
        close("2017-01-03");
        assertThat(told()).endsWith("d accepted", "a expired", "c expired");
        var expired = updates.getLast();
        assertThat(expired.happenedAt()).isEqualTo(at("21:00"));
        close("2017-01-04");
        assertThat(told()).endsWith("d expired");
        assertThat(exchange.working()).extracting(RestingOrder::order).hasSize(1);
    }

    @Test
    void aDayOrderNeverFillsInALaterSessionEvenIfNobodyClosedItsOwn() {
        submit(order("a", "buy 1 limit 5"), at("15:00"));
        exchange.onBar(hour("2017-01-04T15:00:00Z", "4 4 4 4 4"), updates::add);
        assertThat(told()).containsExactly("a accepted", "a expired");
    }

    @Test
    void atOnceMeansTheNextBarAndNoOther() {
        exchange = exchange(Costs.parse("volume=10%"));
        submit(order("ioc", "buy 15", TimeInForce.IMMEDIATE_OR_CANCEL), at("15:00"));
        submit(order("fok", "buy 15", TimeInForce.FILL_OR_KILL), at("15:00"));
        exchange.onBar(hour("15:00", "10 10 10 10 100"), updates::add);
        assertThat(told()).endsWith("ioc 10 at 10.00", "ioc canceled", "fok canceled");
        submit(order("whole", "buy 15", TimeInForce.FILL_OR_KILL), at("16:00"));
        exchange.onBar(hour("16:00", "11 11 11 11 150"), updates::add);
        assertThat(told()).endsWith("whole 15 at 11.00");
        submit(order("missed", "buy 1 limit 9", TimeInForce.IMMEDIATE_OR_CANCEL), at("17:00"));
        exchange.onBar(hour("17:00", "11 11 11 11 150"), updates::add);
        assertThat(told()).endsWith("missed canceled");
    }

    @Test
    void auctionOrdersFillAtTheOpenAndAtTheCloseOfASession() {
        submit(order("open", "buy 1", TimeInForce.AT_THE_OPEN), at("16:00"));
        submit(order("close", "sell 1", TimeInForce.AT_THE_CLOSE), at("16:00"));
        submit(order("dear", "buy 1 limit 9", TimeInForce.AT_THE_OPEN), at("16:00"));
        exchange.onBar(hour("19:00", "10 12 9 11 9"), updates::add);
        exchange.onBar(hour("20:00", "11 13 10 12 9"), updates::add);
        close("2017-01-03");
        assertThat(told()).endsWith("dear accepted", "close 1 at 12.00");
        assertThat(fills().getFirst().happenedAt()).isEqualTo(at("21:00"));
        exchange.onBar(hour("2017-01-04T14:30:00Z", "14 15 8 14 9"), updates::add);
        assertThat(told()).endsWith("open 1 at 14.00", "dear canceled");
    }

    @Test
    void cancelsAndRefusesToCancelTwice() {
        submit(order("a", "buy 1 limit 5"), at("15:00"));
        exchange.cancel(new OrderId("a"), at("16:00"), updates::add);
        exchange.cancel(new OrderId("a"), at("16:00"), updates::add);
        exchange.onBar(hour("16:00", "4 4 4 4 4"), updates::add);
        assertThat(told())
                .containsExactly(
                        "a accepted", "a canceled", "a not canceled: the order is not working");
    }

    @Test
    void replacesTheTermsUnderAFurtherIdAndAtTheEndOfTheLine() {
        exchange = exchange(Costs.parse("volume=10%"));
        submit(order("a", "buy 10 limit 5"), at("15:00"));
        submit(order("b", "buy 10 limit 5"), at("15:00"));
        var limit = new Pricing.Limit(Price.of(6));
        exchange.replace(new OrderId("a"), Quantity.of(12), limit, at("15:30"), updates::add);
        exchange.onBar(hour("15:00", "4 4 4 4 50"), updates::add);
        exchange.onBar(hour("16:00", "4 4 4 4 150"), updates::add);
        assertThat(told())
                .endsWith("a replaced by 12", "b 5 at 4.00", "b 5 at 4.00", "a 10 at 4.00");
        var ids = exchange.working().stream().map(RestingOrder::brokerId).toList();
        assertThat(ids)
                .containsExactly(
                        updates.stream()
                                .filter(OrderUpdate.Replaced.class::isInstance)
                                .map(OrderUpdate.Replaced.class::cast)
                                .findFirst()
                                .orElseThrow()
                                .brokerId());
        exchange.replace(new OrderId("a"), Quantity.of(10), limit, at("17:00"), updates::add);
        exchange.replace(new OrderId("x"), Quantity.of(10), limit, at("17:00"), updates::add);
        assertThat(told())
                .endsWith(
                        "a not replaced: 10 shares are filled, 10 is not more",
                        "x not replaced: the order is not working");
    }

    @Test
    void cancelsAllOfOneSymbol() {
        submit(order("a", "buy 1 limit 5"), at("15:00"));
        submit(order("b", AAPL, "buy 1", TimeInForce.DAY), at("15:00"));
        submit(order("c", "sell 1 limit 50"), at("15:00"));
        exchange.cancelAll(SPY, at("16:00"), updates::add);
        exchange.cancelAll(Symbol.of("NONE"), at("16:00"), updates::add);
        assertThat(told()).endsWith("a canceled", "c canceled");
        assertThat(exchange.working()).hasSize(1);
    }

    @Test
    void refusesAnIdThatIsWorking() {
        submit(order("a", "buy 1"), at("15:00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> submit(order("a", "buy 1"), at("15:00")));
    }

    @Test
    void givesTheSameIdsAgainAndNoneTwice() {
        var ids = new HashSet<String>();
        var again = new ArrayList<String>();
        for (int run = 0; run < 2; run++) {
            exchange = exchange(Costs.parse("volume=1%"));
            updates.clear();
            for (int i = 0; i < 50; i++) {
                submit(order("o" + i, "buy 20"), at("15:00"));
            }
            for (int i = 0; i < 100; i++) {
                long from = at("15:00") + i * HOUR / 60;
                exchange.onBar(Market.bar(SPY, from, HOUR / 60, "10 10 10 10 1000"), updates::add);
            }
            again.addAll(fills().stream().map(Fill::execution).toList());
            ids.addAll(again);
        }
        assertThat(ids).hasSize(again.size() / 2);
        assertThat(again.subList(0, ids.size())).isEqualTo(again.subList(ids.size(), again.size()));
        assertThat(UUID.fromString(again.getFirst()).version()).isEqualTo(8);
    }

    private void submit(Order order, long at) {
        exchange.submit(order, at, updates::add);
    }

    private void close(String date) {
        var session = new NewYorkCalendar().session(LocalDate.parse(date)).orElseThrow();
        exchange.closeSession(session, session.close(), updates::add);
    }

    private List<String> told() {
        return updates.stream().map(Market::text).toList();
    }

    private List<Fill> fills() {
        return updates.stream()
                .filter(OrderUpdate.Filled.class::isInstance)
                .map(update -> ((OrderUpdate.Filled) update).fill())
                .toList();
    }

    private static SimulatedExchange exchange(Costs costs) {
        return new SimulatedExchange(new NewYorkCalendar(), costs, GRACE);
    }
}
