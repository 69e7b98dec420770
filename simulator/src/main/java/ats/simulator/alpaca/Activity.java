package ats.simulator.alpaca;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Calendar;
import ats.domain.Fill;
import ats.domain.Quantity;
import ats.platform.json.Json;

import tools.jackson.databind.node.ObjectNode;

/// One line of the account's activities. Its id begins with the time of booking, not of the event:
/// who reads on after the last id misses nothing that was booked late. Written when it is asked
/// for.
record Activity(
        String id, String type, String orderId, long bookedAt, Supplier<ObjectNode> written) {
    static final String FILL = "FILL";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS").withZone(Calendar.NEW_YORK);

    static Activity traded(Fill fill, OrderRow after, long bookedAt) {
        var id = id(bookedAt, fill.execution());
        var order = after.id();
        var filled = after.filled();
        var remaining = after.remaining();
        return new Activity(
                id,
                FILL,
                order,
                bookedAt,
                () ->
                        fill(fill, remaining.zero())
                                .put("id", id)
                                .put("order_id", order)
                                .put("cum_qty", Wire.text(filled))
                                .put("leaves_qty", Wire.text(remaining)));
    }

    /// The vendor books fees for themselves; ours are booked with the fill that they are for.
    static Activity fee(Fill fill, long bookedAt) {
        var id = id(bookedAt, Wire.id("fee " + fill.execution()));
        return new Activity(
                id,
                "FEE",
                "",
                bookedAt,
                () ->
                        other(id, "FEE", fill.happenedAt(), bookedAt)
                                .put("net_amount", Wire.text(fill.fee().negated()))
                                .put("description", "fee for " + fill.quantity() + " shares"));
    }

    static Activity booked(AccountActivity.Cash cash) {
        var type = type(cash.reason());
        return new Activity(
                cash.id(),
                type,
                "",
                cash.learnedAt(),
                () ->
                        other(cash.id(), type, cash.happenedAt(), cash.learnedAt())
                                .put("net_amount", Wire.text(cash.amount())));
    }

    /// `held` is what the account held before: what a dividend is paid for.
    static Activity booked(AccountActivity.Holding holding, Quantity held) {
        var type = type(holding.reason());
        return new Activity(
                holding.id(), type, "", holding.learnedAt(), () -> holding(holding, type, held));
    }

    ObjectNode body() {
        return written.get();
    }

    boolean trade() {
        return type.equals(FILL);
    }

    private static ObjectNode fill(Fill fill, boolean whole) {
        return Json.mapper()
                .createObjectNode()
                .put("activity_type", FILL)
                .put("order_status", whole ? "filled" : "partially_filled")
                .put("price", Wire.text(fill.price()))
                .put("qty", Wire.text(fill.quantity()))
                .put("side", Words.side(fill.side()))
                .put("symbol", fill.symbol().text())
                .put("transaction_time", Wire.time(fill.happenedAt()))
                .put("type", whole ? "fill" : "partial_fill");
    }

    private static ObjectNode holding(AccountActivity.Holding holding, String type, Quantity held) {
        var body = other(holding.id(), type, holding.happenedAt(), holding.learnedAt());
        body.put("symbol", holding.symbol().text());
        body.put("net_amount", Wire.text(holding.cash()));
        if (holding.reason() != AccountActivity.Reason.DIVIDEND) {
            body.put("qty", Wire.text(holding.shares()));
        } else if (!held.zero()) {
            body.put("qty", Wire.text(held));
            body.put("per_share_amount", Wire.text(holding.cash().per(held)));
        }
        return body;
    }

    private static ObjectNode other(String id, String type, long happenedAt, long bookedAt) {
        return Json.mapper()
                .createObjectNode()
                .put("activity_type", type)
                .put("id", id)
                .put("date", Wire.newYork(happenedAt).toLocalDate().toString())
                .put("created_at", Wire.time(bookedAt))
                .put("currency", "USD")
                .put("status", "executed");
    }

    private static String id(long bookedAt, String name) {
        return TIME.format(Instant.ofEpochSecond(0, bookedAt)) + "::" + name;
    }

    private static String type(AccountActivity.Reason reason) {
        return switch (reason) {
            case DIVIDEND -> "DIV";
            case SPLIT -> "SPLIT";
            case FEE -> "FEE";
            case INTEREST -> "INT";
            case TRANSFER -> "JNLC";
            case OTHER -> "MISC";
        };
    }
}
