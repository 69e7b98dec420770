package ats.engine.exchange;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;

/// Fills orders on bars.
public final class SimulatedExchange {

    public SimulatedExchange(Calendar calendar, Costs costs, long barGraceNanos) {}

    public String submit(Order order, long at, Consumer<OrderUpdate> out) {
        throw new UnsupportedOperationException();
    }

    public void cancel(OrderId order, long at, Consumer<OrderUpdate> out) {}

    public void replace(
            OrderId order, Quantity quantity, Pricing pricing, long at, Consumer<OrderUpdate> out) {}

    public void onBar(Bar bar, Consumer<OrderUpdate> out) {}

    public void closeSession(Session session, long at, Consumer<OrderUpdate> out) {}

    public void cancelAll(Symbol symbol, long at, Consumer<OrderUpdate> out) {}

    /// In the order of their arrival; a replaced order arrived anew.
    public List<RestingOrder> working() {
        throw new UnsupportedOperationException();
    }

    /// Bars in which prices both above and below were hit in an order that the bar does not tell.
    public long ambiguous() {
        throw new UnsupportedOperationException();
    }
}
