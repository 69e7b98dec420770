package ats.engine.exchange;

import module java.base;

import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Quantity;

/// An order as the broker's books show it, with the terms of its last replacement. `brokerIds`
/// grows with each replacement; times in epoch nanos.
public record BrokerOrder(
        Order order,
        OrderState state,
        List<String> brokerIds,
        Quantity filled,
        Money filledNotional,
        long submittedAt,
        long changedAt) {

    public BrokerOrder {
        brokerIds = List.copyOf(brokerIds);
    }

    /// The id under which it works now.
    public String brokerId() {
        return brokerIds.getLast();
    }

    public Quantity remaining() {
        return order.quantity().minus(filled);
    }

    /// Zero before the first fill.
    public Price averagePrice() {
        return filled.zero() ? Price.ZERO : filledNotional.per(filled);
    }

    static Order replaced(Order order, OrderUpdate.Replaced terms) {
        return new Order(
                order.id(),
                order.symbol(),
                order.side(),
                terms.quantity(),
                terms.pricing(),
                order.timeInForce(),
                order.decidedAt());
    }
}
