package ats.engine.exchange;

import ats.domain.Order;
import ats.domain.Quantity;

/// An order at work, with the terms of its last replacement.
public record RestingOrder(Order order, String brokerId, Quantity filled, boolean triggered) {

    public Quantity remaining() {
        return order.quantity().minus(filled);
    }
}
