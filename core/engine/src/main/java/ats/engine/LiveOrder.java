package ats.engine;

import module java.base;

import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderState;
import ats.domain.OrderUpdate.Accepted;
import ats.domain.OrderUpdate.Replaced;
import ats.domain.Quantity;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.codec.Values;

/// One order while the engine keeps it.
final class LiveOrder {

    private Order order;
    private OrderState state;
    private OrderState beforePending;
    private Quantity filled = Quantity.ZERO;
    private Money filledNotional = Money.ZERO;
    private String reason = "";
    private long changedAt;
    private final List<String> brokerIds = new ArrayList<>(1);
    private final List<String> executions = new ArrayList<>(1);

    LiveOrder(Order order, OrderState state) {
        this.order = order;
        this.state = state;
        this.beforePending = state;
        this.changedAt = order.decidedAt();
    }

    static LiveOrder from(OrderView view) {
        var live = new LiveOrder(view.order(), view.state());
        live.beforePending = view.state().pending() ? OrderState.ACCEPTED : view.state();
        live.filled = view.filled();
        live.filledNotional = view.filledNotional();
        live.reason = view.reason();
        live.changedAt = view.changedAt();
        live.brokerIds.addAll(view.brokerIds());
        return live;
    }

    Order order() {
        return order;
    }

    OrderState state() {
        return state;
    }

    Quantity remaining() {
        return order.quantity().minus(filled);
    }

    /// What it may still add to the position, signed.
    Quantity working() {
        return state.terminal() ? Quantity.ZERO : order.side().signed(remaining());
    }

    boolean booked(String execution) {
        return executions.contains(execution);
    }

    OrderView view() {
        return new OrderView(order, state, filled, filledNotional, brokerIds, reason, changedAt);
    }

    /// Whether the move was legal; an illegal one is not made.
    boolean become(OrderState next, long at) {
        if (!state.mayBecome(next)) {
            return false;
        }
        if (next.pending() && !state.pending()) {
            beforePending = state;
        }
        state = next;
        changedAt = at;
        return true;
    }

    /// The broker refused the change that was pending.
    boolean back(String why, long at) {
        if (!state.pending()) {
            return false;
        }
        state = filled.positive() ? OrderState.PARTIALLY_FILLED : beforePending;
        reason = why;
        changedAt = at;
        return true;
    }

    /// Whether that was news.
    boolean accept(Accepted accepted) {
        boolean named = !brokerIds.contains(accepted.brokerId());
        if (named) {
            brokerIds.add(accepted.brokerId());
        }
        return become(OrderState.ACCEPTED, accepted.learnedAt()) || named;
    }

    void replace(Replaced replaced) {
        order =
                new Order(
                        order.id(),
                        order.symbol(),
                        order.side(),
                        replaced.quantity(),
                        replaced.pricing(),
                        order.timeInForce(),
                        order.decidedAt());
        brokerIds.add(replaced.brokerId());
    }

    /// Books the fill whatever the state; whether that was legal is the answer.
    boolean fill(Fill fill) {
        executions.add(fill.execution());
        filled = filled.plus(fill.quantity());
        filledNotional = filledNotional.plus(fill.notional());
        boolean whole = remaining().zero();
        boolean over = remaining().negative();
        var next = whole || over ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
        boolean late = state == OrderState.CANCELED || state == OrderState.EXPIRED;
        boolean legal = (late && !whole) || become(next, fill.learnedAt());
        changedAt = fill.learnedAt();
        if (!legal && !late) {
            state = OrderState.FILLED;
        }
        return legal && !over;
    }

    void mark(String why) {
        reason = why;
    }

    void save(ByteWriter out) {
        Values.put(out, order);
        out.putText(state.name()).putText(beforePending.name());
        out.putLong(filled.nanos()).putLong(filledNotional.nanos());
        out.putText(reason).putLong(changedAt);
        texts(out, brokerIds);
        texts(out, executions);
    }

    static LiveOrder restore(ByteReader in) {
        var live = new LiveOrder(Values.order(in), OrderState.valueOf(in.takeText()));
        live.beforePending = OrderState.valueOf(in.takeText());
        live.filled = Values.quantity(in);
        live.filledNotional = Values.money(in);
        live.reason = in.takeText();
        live.changedAt = in.takeLong();
        texts(in, live.brokerIds);
        texts(in, live.executions);
        return live;
    }

    private static void texts(ByteWriter out, List<String> texts) {
        out.putInt(texts.size());
        texts.forEach(out::putText);
    }

    private static void texts(ByteReader in, List<String> texts) {
        int count = in.takeInt();
        for (int index = 0; index < count; index++) {
            texts.add(in.takeText());
        }
    }
}
