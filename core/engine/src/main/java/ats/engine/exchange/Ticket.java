package ats.engine.exchange;

import module java.base;

import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Quantity;

/// One order in the broker's books, from its submission on.
final class Ticket {

    private final List<String> brokerIds = new ArrayList<>(1);
    private final long submittedAt;
    private Order order;
    private OrderState state = OrderState.ACCEPTED;
    private Quantity filled = Quantity.ZERO;
    private Money notional = Money.ZERO;
    private long changedAt;

    Ticket(Order order, long at, String brokerId) {
        this.order = order;
        this.submittedAt = at;
        this.changedAt = at;
        brokerIds.add(brokerId);
    }

    BrokerOrder view() {
        return new BrokerOrder(order, state, brokerIds, filled, notional, submittedAt, changedAt);
    }

    boolean endedBefore(long at) {
        return state.terminal() && changedAt < at;
    }

    /// Whether the update changed anything.
    boolean on(OrderUpdate update) {
        switch (update) {
            case OrderUpdate.Filled(var fill) -> {
                filled = filled.plus(fill.quantity());
                notional = notional.plus(fill.notional());
                state =
                        filled.compareTo(order.quantity()) < 0
                                ? OrderState.PARTIALLY_FILLED
                                : OrderState.FILLED;
            }
            case OrderUpdate.Triggered _ -> state = OrderState.TRIGGERED;
            case OrderUpdate.Replaced replaced -> {
                order = BrokerOrder.replaced(order, replaced);
                brokerIds.add(replaced.brokerId());
                state = filled.zero() ? OrderState.ACCEPTED : OrderState.PARTIALLY_FILLED;
            }
            case OrderUpdate.Canceled _ -> state = OrderState.CANCELED;
            case OrderUpdate.Expired _ -> state = OrderState.EXPIRED;
            case OrderUpdate.Rejected _ -> state = OrderState.REJECTED;
            case OrderUpdate.Accepted _,
                    OrderUpdate.PendingCancel _,
                    OrderUpdate.PendingReplace _,
                    OrderUpdate.CancelRejected _,
                    OrderUpdate.ReplaceRejected _ -> {
                return false;
            }
        }
        changedAt = update.learnedAt();
        return true;
    }
}
