package ats.testkit;

import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.port.Broker;

final class FakeBrokerTest extends BrokerContract {

    private final FakeBroker broker = new FakeBroker(() -> 0);

    @Override
    protected Broker broker() {
        return broker;
    }

    @Override
    protected Order order(OrderId id) {
        return new Order(
                id,
                Symbol.of("SPY"),
                Side.BUY,
                Quantity.of(100),
                new Pricing.Market(),
                TimeInForce.DAY,
                0);
    }
}
