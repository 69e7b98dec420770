package ats.adapters.postgres;

import module java.base;

import ats.domain.Fill;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.OrderView;
import ats.engine.ledger.Posting;

/// Values for tests.
final class Samples {

    static final long DAY = 86_400_000_000_000L;
    static final long MINUTE = 60_000_000_000L;

    /// 2026-11-02 15:00 UTC, ten in the morning in New York.
    static final long NOW = Instant.parse("2026-11-02T15:00:00Z").getEpochSecond() * 1_000_000_000L;

    private Samples() {}

    static OrderView order(String id, OrderState state, long changedAt) {
        return order(id, new Pricing.Market(), state, changedAt);
    }

    static OrderView order(String id, Pricing pricing, OrderState state, long changedAt) {
        var order =
                new Order(
                        new OrderId(id),
                        new Symbol("SPY"),
                        Side.BUY,
                        Quantity.of(100),
                        pricing,
                        TimeInForce.DAY,
                        NOW);
        return new OrderView(order, state, Quantity.ZERO, Money.ZERO, List.of(), "", changedAt);
    }

    static OrderView filled(OrderView view, Quantity filled, OrderState state) {
        return new OrderView(
                view.order(),
                state,
                filled,
                Price.of(10).times(filled),
                List.of("broker-1", "broker, \"2\""),
                "because",
                view.changedAt() + 1);
    }

    static Fill fill(String execution, String order, long shares, long dollars) {
        return new Fill(
                execution,
                new OrderId(order),
                new Symbol("SPY"),
                Side.BUY,
                Quantity.of(shares),
                Price.of(dollars),
                Money.parse("0.01"),
                NOW,
                NOW + 1);
    }

    static Posting posting(String id, String debit, String credit, String amount) {
        var money = Money.parse(amount);
        return new Posting(
                id,
                NOW,
                "a test",
                List.of(
                        new Posting.Entry(debit, money),
                        new Posting.Entry(credit, money.negated())));
    }

    static Bar bar(Symbol symbol, long from, String close) {
        var price = Price.parse(close);
        return new Bar(
                symbol,
                from,
                from + MINUTE,
                from + MINUTE + 7,
                price,
                price.plus(Price.of(1)),
                price,
                price,
                Quantity.parse("1234.5"),
                false);
    }

    static List<Bar> bars(Symbol symbol, int count) {
        var bars = new ArrayList<Bar>(count);
        for (int index = 0; index < count; index++) {
            bars.add(bar(symbol, NOW + index * MINUTE, "100." + (100 + index % 900)));
        }
        return bars;
    }
}
