package ats.simulator.alpaca;

import module java.base;

import ats.domain.Fill;
import ats.domain.OrderUpdate;
import ats.platform.json.Json;

import tools.jackson.databind.node.ObjectNode;

/// Says on the stream what happened to an order, as it stood then.
final class TradeEvents {
    private final Venue venue;
    private final UpdateStream stream;
    private long told;

    TradeEvents(Venue venue, UpdateStream stream) {
        this.venue = venue;
        this.stream = stream;
    }

    void accepted(OrderRow row, long now) {
        var status = row.status(now);
        plain(status.equals("partially_filled") ? "new" : status, row.body(status), now);
    }

    /// `old` is the row under which the order worked before, `row` the one since.
    void tell(OrderUpdate update, OrderRow old, OrderRow row) {
        long at = update.happenedAt();
        switch (update) {
            case OrderUpdate.Filled(var fill) -> filled(fill, row);
            case OrderUpdate.Canceled _ -> plain("canceled", row, at);
            case OrderUpdate.Expired _ -> plain("expired", row, at);
            case OrderUpdate.Rejected _ -> plain("rejected", row, at);
            case OrderUpdate.Replaced _ -> {
                plain("replaced", old, at);
                accepted(row, at);
            }
            case OrderUpdate.CancelRejected _ -> plain("order_cancel_rejected", row, at);
            case OrderUpdate.ReplaceRejected _ -> plain("order_replace_rejected", row, at);
            // The vendor says nothing of a stop that is reached; the others are said when asked.
            case OrderUpdate.Accepted _,
                    OrderUpdate.Triggered _,
                    OrderUpdate.PendingCancel _,
                    OrderUpdate.PendingReplace _ -> {}
        }
    }

    void plain(String event, ObjectNode order, long at) {
        var name = "event " + order.path("id").asString() + " " + event + " " + at;
        post(event(event, at).put("execution_id", Wire.id(name)), order);
    }

    private void plain(String event, OrderRow row, long at) {
        plain(event, row.body(row.status(venue.clock().now())), at);
    }

    private void filled(Fill fill, OrderRow row) {
        boolean whole = row.remaining().zero();
        var update =
                event(whole ? "fill" : "partial_fill", fill.happenedAt())
                        .put("execution_id", fill.execution())
                        .put("price", Wire.text(fill.price()))
                        .put("qty", Wire.text(fill.quantity()))
                        .put("position_qty", Wire.text(venue.broker().position(fill.symbol())));
        post(update, row.body(row.status(fill.learnedAt())));
    }

    private ObjectNode event(String event, long at) {
        told++;
        return Json.mapper()
                .createObjectNode()
                .put("at", Wire.time(venue.clock().now()))
                .put("event_id", Long.toString(told))
                .put("event", event)
                .put("timestamp", Wire.time(at));
    }

    private void post(ObjectNode update, ObjectNode order) {
        stream.post(update.set("order", order));
    }
}
