package ats.simulator.alpaca;

import module java.base;

import ats.domain.Money;
import ats.domain.Order;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.TimeInForce;
import ats.platform.json.Json;

import tools.jackson.databind.node.ObjectNode;

/// An order as the vendor lists it. A replacement is a row of its own, which goes on with what the
/// replaced one has filled. Guarded by the lock of its [Brokerage].
final class OrderRow {
    /// What our orders never have; the vendor sends the keys all the same.
    private static final List<String> UNUSED =
            List.of("legs", "trail_percent", "trail_price", "hwm", "ratio_qty", "subtag", "source");

    private final String id;
    private final String clientOrderId;
    private final Order terms;
    private final Session session;
    private final long submittedAt;
    private final String replaces;
    private Status status = Status.WORKING;
    private Quantity filled = Quantity.ZERO;
    private Money notional = Money.ZERO;
    private String replacedBy = "";
    private long updatedAt;
    private OptionalLong filledAt = OptionalLong.empty();

    /// What an order is, apart from the words that depend on its fills and on the hour.
    enum Status {
        WORKING,
        FILLED("filled"),
        CANCELED("canceled"),
        EXPIRED("expired"),
        REJECTED("rejected"),
        REPLACED("replaced");

        private final String word;

        Status() {
            this("");
        }

        Status(String word) {
            this.word = word;
        }
    }

    OrderRow(String id, String clientOrderId, Order terms, Session session, long submittedAt) {
        this.id = id;
        this.clientOrderId = clientOrderId;
        this.terms = terms;
        this.session = session;
        this.submittedAt = submittedAt;
        this.updatedAt = submittedAt;
        this.replaces = "";
    }

    private OrderRow(String id, Order terms, OrderRow replaced, long at) {
        this.id = id;
        // The vendor makes a new one up unless it is told one.
        this.clientOrderId = Wire.id("client " + id);
        this.terms = terms;
        this.session = replaced.session;
        this.submittedAt = at;
        this.updatedAt = at;
        this.replaces = replaced.id;
        this.filled = replaced.filled;
        this.notional = replaced.notional;
        this.filledAt = replaced.filledAt;
    }

    /// Ends this row; gives the one that takes its place.
    OrderRow replaced(String successor, Order newTerms, long at) {
        end(Status.REPLACED, at);
        replacedBy = successor;
        return new OrderRow(successor, newTerms, this, at);
    }

    void fill(Quantity quantity, Money worth, long happenedAt, long learnedAt) {
        filled = filled.plus(quantity);
        notional = notional.plus(worth);
        filledAt = OptionalLong.of(happenedAt);
        updatedAt = learnedAt;
        if (remaining().zero()) {
            status = Status.FILLED;
        }
    }

    void end(Status how, long at) {
        status = how;
        updatedAt = at;
    }

    String id() {
        return id;
    }

    String clientOrderId() {
        return clientOrderId;
    }

    Order terms() {
        return terms;
    }

    long submittedAt() {
        return submittedAt;
    }

    boolean working() {
        return status == Status.WORKING;
    }

    Quantity filled() {
        return filled;
    }

    Quantity remaining() {
        return terms.quantity().minus(filled);
    }

    /// The vendor's word; what was queued outside of hours is new once its session is open.
    String status(long now) {
        if (status != Status.WORKING) {
            return status.word;
        }
        if (filled.positive()) {
            return "partially_filled";
        }
        return queued(now) ? "accepted" : "new";
    }

    boolean queued(long now) {
        return now < session.open();
    }

    /// The order object, with all keys, under the given status.
    ObjectNode body(String shownStatus) {
        var body = Json.mapper().createObjectNode();
        body.put("id", id).put("client_order_id", clientOrderId);
        times(body);
        put(body, "replaced_by", replacedBy);
        put(body, "replaces", replaces);
        body.put("asset_id", MarketCalls.assetId(terms.symbol()))
                .put("symbol", terms.symbol().text())
                .put("asset_class", "us_equity")
                .putNull("notional")
                .put("qty", Wire.text(terms.quantity()))
                .put("filled_qty", Wire.text(filled));
        put(body, "filled_avg_price", filled.zero() ? "" : Wire.text(notional.per(filled)));
        var type = Words.type(terms.pricing());
        body.put("order_class", "").put("order_type", type).put("type", type);
        body.put("side", Words.side(terms.side()))
                .put("time_in_force", Words.timeInForce(terms.timeInForce()));
        put(body, "limit_price", Words.limit(terms.pricing()).map(Wire::text).orElse(""));
        put(body, "stop_price", Words.stop(terms.pricing()).map(Wire::text).orElse(""));
        body.put("status", shownStatus).put("extended_hours", false);
        for (var unused : UNUSED) {
            body.putNull(unused);
        }
        return body;
    }

    private void times(ObjectNode body) {
        body.put("created_at", Wire.time(submittedAt))
                .put("updated_at", Wire.time(updatedAt))
                .put("submitted_at", Wire.time(submittedAt));
        put(body, "filled_at", filledAt.isPresent() ? Wire.time(filledAt.getAsLong()) : "");
        put(body, "expires_at", expires() ? Wire.time(session.close()) : "");
        put(body, "expired_at", endedAs(Status.EXPIRED));
        put(body, "canceled_at", endedAs(Status.CANCELED));
        put(body, "failed_at", endedAs(Status.REJECTED));
        put(body, "replaced_at", endedAs(Status.REPLACED));
        body.putNull("cancel_requested_at");
    }

    private boolean expires() {
        return terms.timeInForce() != TimeInForce.GOOD_TIL_CANCELED;
    }

    private String endedAs(Status how) {
        return status == how ? Wire.time(updatedAt) : "";
    }

    private static void put(ObjectNode body, String key, String text) {
        if (text.isEmpty()) {
            body.putNull(key);
        } else {
            body.put(key, text);
        }
    }
}
