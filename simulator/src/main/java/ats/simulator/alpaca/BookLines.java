package ats.simulator.alpaca;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.exchange.BookEntry;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// One line of the books as JSON that a person can read and edit: flat, all values texts.
final class BookLines {

    private BookLines() {}

    static String write(BookEntry entry) {
        return Json.write(fields(entry));
    }

    /// Throws an IllegalArgumentException or DateTimeException when a field is missing or wrong.
    static BookEntry read(JsonNode line) {
        return switch (text(line, "line")) {
            case "submitted" ->
                    new BookEntry.Submitted(order(line), time(line, "at"), text(line, "brokerId"));
            case "filled" -> new BookEntry.Updated(new OrderUpdate.Filled(fill(line)));
            case "replaced" ->
                    new BookEntry.Updated(
                            new OrderUpdate.Replaced(
                                    id(line),
                                    time(line, "happenedAt"),
                                    time(line, "learnedAt"),
                                    text(line, "brokerId"),
                                    Quantity.parse(text(line, "quantity")),
                                    pricing(line)));
            case "triggered" -> updated(line, OrderUpdate.Triggered::new);
            case "canceled" -> updated(line, OrderUpdate.Canceled::new);
            case "expired" -> updated(line, OrderUpdate.Expired::new);
            case "rejected" ->
                    updated(
                            line,
                            (id, happenedAt, learnedAt) ->
                                    new OrderUpdate.Rejected(
                                            id, happenedAt, learnedAt, text(line, "reason")));
            case "cash" -> new BookEntry.Booked(cash(line));
            case "holding" -> new BookEntry.Booked(holding(line));
            case "closed" -> new BookEntry.Closed(symbol(line), Price.parse(text(line, "price")));
            default -> throw new IllegalArgumentException("no line is '" + line.get("line") + "'");
        };
    }

    static String text(JsonNode line, String field) {
        return Json.text(line, field)
                .orElseThrow(() -> new IllegalArgumentException("'" + field + "' is missing"));
    }

    private static Map<String, String> fields(BookEntry entry) {
        return switch (entry) {
            case BookEntry.Submitted(var order, var at, var brokerId) ->
                    submitted(order, at, brokerId);
            case BookEntry.Updated(var update) -> fields(update);
            case BookEntry.Booked(var activity) -> fields(activity);
            case BookEntry.Closed(var symbol, var price) ->
                    fields("closed", "symbol", symbol.text(), "price", Wire.text(price));
        };
    }

    private static Map<String, String> submitted(Order order, long at, String brokerId) {
        var fields = fields("submitted", "order", order.id().text());
        put(fields, "symbol", order.symbol().text(), "side", order.side().name());
        terms(fields, order.quantity(), order.pricing());
        put(fields, "timeInForce", order.timeInForce().name());
        put(fields, "decidedAt", Wire.time(order.decidedAt()), "at", Wire.time(at));
        put(fields, "brokerId", brokerId);
        return fields;
    }

    private static Map<String, String> fields(OrderUpdate update) {
        return switch (update) {
            case OrderUpdate.Filled(var fill) -> filled(fill);
            case OrderUpdate.Replaced replaced -> {
                var fields = timed("replaced", update);
                put(fields, "brokerId", replaced.brokerId());
                terms(fields, replaced.quantity(), replaced.pricing());
                yield fields;
            }
            case OrderUpdate.Triggered _ -> timed("triggered", update);
            case OrderUpdate.Canceled _ -> timed("canceled", update);
            case OrderUpdate.Expired _ -> timed("expired", update);
            case OrderUpdate.Rejected rejected -> {
                var fields = timed("rejected", update);
                put(fields, "reason", rejected.reason());
                yield fields;
            }
            case OrderUpdate.Accepted _,
                    OrderUpdate.PendingCancel _,
                    OrderUpdate.PendingReplace _,
                    OrderUpdate.CancelRejected _,
                    OrderUpdate.ReplaceRejected _ ->
                    throw new IllegalArgumentException(update + " changes no books");
        };
    }

    private static Map<String, String> filled(Fill fill) {
        var fields = fields("filled", "order", fill.order().text());
        put(fields, "execution", fill.execution(), "symbol", fill.symbol().text());
        put(fields, "side", fill.side().name(), "quantity", Wire.text(fill.quantity()));
        put(fields, "price", Wire.text(fill.price()), "fee", Wire.text(fill.fee()));
        times(fields, fill.happenedAt(), fill.learnedAt());
        return fields;
    }

    private static Map<String, String> fields(AccountActivity activity) {
        return switch (activity) {
            case AccountActivity.Cash(
                            var id,
                            var happened,
                            var learned,
                            var reason,
                            var amount) -> {
                var fields = fields("cash", "id", id, "reason", reason.name());
                put(fields, "amount", Wire.text(amount));
                times(fields, happened, learned);
                yield fields;
            }
            case AccountActivity.Holding holding -> {
                var fields =
                        fields("holding", "id", holding.id(), "reason", holding.reason().name());
                put(fields, "symbol", holding.symbol().text());
                put(fields, "shares", Wire.text(holding.shares()));
                put(fields, "cash", Wire.text(holding.cash()));
                times(fields, holding.happenedAt(), holding.learnedAt());
                yield fields;
            }
        };
    }

    private static Map<String, String> timed(String line, OrderUpdate update) {
        var fields = fields(line, "order", update.order().text());
        times(fields, update.happenedAt(), update.learnedAt());
        return fields;
    }

    private static void times(Map<String, String> fields, long happenedAt, long learnedAt) {
        put(fields, "happenedAt", Wire.time(happenedAt), "learnedAt", Wire.time(learnedAt));
    }

    private static void terms(Map<String, String> fields, Quantity quantity, Pricing pricing) {
        put(fields, "quantity", Wire.text(quantity));
        switch (pricing) {
            case Pricing.Market _ -> put(fields, "type", "market");
            case Pricing.Limit(var limit) ->
                    put(fields, "type", "limit", "limit", Wire.text(limit));
            case Pricing.Stop(var stop) -> put(fields, "type", "stop", "stop", Wire.text(stop));
            case Pricing.StopLimit(var stop, var limit) -> {
                put(fields, "type", "stop_limit", "stop", Wire.text(stop));
                put(fields, "limit", Wire.text(limit));
            }
        }
    }

    private static Map<String, String> fields(String line, String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        put(fields, "line", line);
        put(fields, namesAndValues);
        return fields;
    }

    private static void put(Map<String, String> fields, String... namesAndValues) {
        for (int at = 0; at < namesAndValues.length; at += 2) {
            fields.put(namesAndValues[at], namesAndValues[at + 1]);
        }
    }

    private static Order order(JsonNode line) {
        return new Order(
                id(line),
                symbol(line),
                Side.valueOf(text(line, "side")),
                Quantity.parse(text(line, "quantity")),
                pricing(line),
                TimeInForce.valueOf(text(line, "timeInForce")),
                time(line, "decidedAt"));
    }

    private static Fill fill(JsonNode line) {
        return new Fill(
                text(line, "execution"),
                id(line),
                symbol(line),
                Side.valueOf(text(line, "side")),
                Quantity.parse(text(line, "quantity")),
                Price.parse(text(line, "price")),
                Money.parse(text(line, "fee")),
                time(line, "happenedAt"),
                time(line, "learnedAt"));
    }

    private static AccountActivity cash(JsonNode line) {
        return new AccountActivity.Cash(
                text(line, "id"),
                time(line, "happenedAt"),
                time(line, "learnedAt"),
                AccountActivity.Reason.valueOf(text(line, "reason")),
                Money.parse(text(line, "amount")));
    }

    private static AccountActivity holding(JsonNode line) {
        return new AccountActivity.Holding(
                text(line, "id"),
                time(line, "happenedAt"),
                time(line, "learnedAt"),
                AccountActivity.Reason.valueOf(text(line, "reason")),
                symbol(line),
                Quantity.parse(text(line, "shares")),
                Money.parse(text(line, "cash")));
    }

    private static BookEntry updated(JsonNode line, Plain kind) {
        var update = kind.of(id(line), time(line, "happenedAt"), time(line, "learnedAt"));
        return new BookEntry.Updated(update);
    }

    private static Pricing pricing(JsonNode line) {
        return switch (text(line, "type")) {
            case "market" -> new Pricing.Market();
            case "limit" -> new Pricing.Limit(Price.parse(text(line, "limit")));
            case "stop" -> new Pricing.Stop(Price.parse(text(line, "stop")));
            case "stop_limit" ->
                    new Pricing.StopLimit(
                            Price.parse(text(line, "stop")), Price.parse(text(line, "limit")));
            default ->
                    throw new IllegalArgumentException("no order is of type " + line.get("type"));
        };
    }

    private static OrderId id(JsonNode line) {
        return new OrderId(text(line, "order"));
    }

    private static Symbol symbol(JsonNode line) {
        return Symbol.of(text(line, "symbol"));
    }

    private static long time(JsonNode line, String field) {
        return Wire.nanos(text(line, field));
    }

    private interface Plain {
        OrderUpdate of(OrderId order, long happenedAt, long learnedAt);
    }
}
