package ats.simulator.alpaca;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;

/// All orders as the vendor lists them, told by the lines of the books.
final class OrderRows {
    private final Calendar calendar;
    private final SequencedMap<String, OrderRow> byId = new LinkedHashMap<>();
    private final Map<String, OrderRow> byClientOrderId = new HashMap<>();
    private final Map<OrderId, OrderRow> latest = new HashMap<>();
    private final SequencedMap<String, OrderRow> working = new LinkedHashMap<>();

    OrderRows(Calendar calendar) {
        this.calendar = calendar;
    }

    OrderRow submitted(Order order, long at, String brokerId) {
        var session = calendar.sessionOf(at);
        var row = new OrderRow(brokerId, order.id().text(), order, session, at);
        add(order.id(), row);
        return row;
    }

    /// The row under which the order goes on, or ended.
    Optional<OrderRow> on(OrderUpdate update) {
        var row = latest.get(update.order());
        if (row == null) {
            return Optional.empty();
        }
        return Optional.of(changed(row, update));
    }

    /// The row under which the order works now.
    Optional<OrderRow> working(OrderId order) {
        return Optional.ofNullable(latest.get(order)).filter(OrderRow::working);
    }

    /// The row that has taken the place of that one, else itself.
    OrderRow successor(OrderRow row) {
        return latest.getOrDefault(row.terms().id(), row);
    }

    /// By the broker's id.
    Optional<OrderRow> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<OrderRow> named(String clientOrderId) {
        return Optional.ofNullable(byClientOrderId.get(clientOrderId));
    }

    /// In the order of submission.
    SequencedCollection<OrderRow> all() {
        return byId.sequencedValues();
    }

    SequencedCollection<OrderRow> working() {
        return working.sequencedValues();
    }

    private OrderRow changed(OrderRow row, OrderUpdate update) {
        switch (update) {
            case OrderUpdate.Filled(var fill) ->
                    row.fill(fill.quantity(), fill.notional(), fill.happenedAt(), fill.learnedAt());
            case OrderUpdate.Canceled _ -> row.end(OrderRow.Status.CANCELED, update.learnedAt());
            case OrderUpdate.Expired _ -> row.end(OrderRow.Status.EXPIRED, update.learnedAt());
            case OrderUpdate.Rejected _ -> row.end(OrderRow.Status.REJECTED, update.learnedAt());
            case OrderUpdate.Replaced replaced -> {
                return replace(row, replaced);
            }
            case OrderUpdate.Accepted _,
                    OrderUpdate.Triggered _,
                    OrderUpdate.PendingCancel _,
                    OrderUpdate.PendingReplace _,
                    OrderUpdate.CancelRejected _,
                    OrderUpdate.ReplaceRejected _ -> {}
        }
        if (!row.working()) {
            working.remove(row.id());
        }
        return row;
    }

    private OrderRow replace(OrderRow row, OrderUpdate.Replaced replaced) {
        var old = row.terms();
        var terms =
                new Order(
                        old.id(),
                        old.symbol(),
                        old.side(),
                        replaced.quantity(),
                        replaced.pricing(),
                        old.timeInForce(),
                        old.decidedAt());
        var successor = row.replaced(replaced.brokerId(), terms, replaced.learnedAt());
        working.remove(row.id());
        add(old.id(), successor);
        return successor;
    }

    private void add(OrderId order, OrderRow row) {
        byId.put(row.id(), row);
        byClientOrderId.put(row.clientOrderId(), row);
        latest.put(order, row);
        working.put(row.id(), row);
    }
}
