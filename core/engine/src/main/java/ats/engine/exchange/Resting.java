package ats.engine.exchange;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Order;
import ats.domain.OrderUpdate;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.TimeInForce;

/// An order at work inside the exchange.
final class Resting {

    private final UUID name;
    private final Session session;
    private Order order;
    private String brokerId;
    private long earliest;
    private Quantity filled = Quantity.ZERO;
    private boolean triggered;
    private int replacements;
    private int fills;

    /// No bar that begins before `earliest` may fill it.
    Resting(Order order, UUID name, Session session, long earliest) {
        this.order = order;
        this.name = name;
        this.brokerId = name.toString();
        this.session = session;
        this.earliest = Math.max(earliest, session.open());
    }

    Order order() {
        return order;
    }

    String brokerId() {
        return brokerId;
    }

    Quantity filled() {
        return filled;
    }

    Quantity remaining() {
        return order.quantity().minus(filled);
    }

    boolean triggered() {
        return triggered;
    }

    String nextExecution() {
        return Ids.child(name, 2 * fills);
    }

    String nextBrokerId() {
        return Ids.child(name, 2 * replacements + 1);
    }

    RestingOrder view() {
        return new RestingOrder(order, brokerId, filled, triggered);
    }

    long close() {
        return session.close();
    }

    /// Whether it ends with its session; only what is good until canceled does not.
    boolean endsBy(long close) {
        return order.timeInForce() != TimeInForce.GOOD_TIL_CANCELED && session.close() <= close;
    }

    boolean mayTradeOn(Bar bar) {
        boolean itsBar =
                order.timeInForce() != TimeInForce.AT_THE_CLOSE || bar.to() == session.close();
        return bar.from() >= earliest && itsBar;
    }

    Verdict judge(Bar bar) {
        return Verdict.of(order, triggered, bar);
    }

    /// Whole shares unless the order itself has a fraction; all or nothing where it says so.
    Quantity from(Quantity allowance) {
        var remaining = remaining();
        var most = order.quantity().whole() ? allowance.floor() : allowance;
        boolean enough = most.compareTo(remaining) >= 0;
        if (!enough && order.timeInForce() == TimeInForce.FILL_OR_KILL) {
            return Quantity.ZERO;
        }
        return enough ? remaining : most;
    }

    void trigger() {
        triggered = true;
    }

    void fill(Quantity quantity) {
        filled = filled.plus(quantity);
        fills++;
    }

    /// A stop at another price waits to be reached again.
    void replace(OrderUpdate.Replaced terms, long earliestNow) {
        triggered &= terms.pricing().equals(order.pricing());
        order = BrokerOrder.replaced(order, terms);
        brokerId = terms.brokerId();
        earliest = Math.max(earliest, earliestNow);
        replacements++;
    }
}
