package ats.engine;

import module java.base;

import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderState;
import ats.domain.Price;
import ats.domain.Quantity;

/// An order as it stands: what was asked (with later replacements), how far it came. `brokerIds`
/// grows with each replacement; `reason` says why it was denied, rejected or marked, else empty.
public record OrderView(
        Order order,
        OrderState state,
        Quantity filled,
        Money filledNotional,
        List<String> brokerIds,
        String reason,
        long changedAt) {

    public OrderView {
        brokerIds = List.copyOf(brokerIds);
    }

    public Quantity remaining() {
        return order.quantity().minus(filled);
    }

    /// Zero before the first fill.
    public Price averagePrice() {
        return filled.zero() ? Price.ZERO : filledNotional.per(filled);
    }

    /// What it may still add to the position, signed; nothing once it is terminal.
    public Quantity working() {
        return state.terminal() ? Quantity.ZERO : order.side().signed(remaining());
    }
}
