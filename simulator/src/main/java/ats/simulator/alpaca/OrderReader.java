package ats.simulator.alpaca;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.platform.Fault;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// Reads what a request asks of an order and refuses what the vendor refuses, or what this broker
/// cannot do, whoever asks.
final class OrderReader {
    private static final Price DOLLAR = Price.of(1);
    private static final int DECIMALS = 2;
    private static final int DECIMALS_BELOW_A_DOLLAR = 4;
    private static final int QUANTITY_DECIMALS = 9;

    /// When the vendor stops to take orders for an auction, and from when on it takes them for the
    /// next day's.
    private static final Duration BEFORE_THE_OPEN = Duration.ofMinutes(2);

    private static final Duration BEFORE_THE_CLOSE = Duration.ofMinutes(10);
    private static final LocalTime EVENING = LocalTime.of(19, 0);

    private final Calendar calendar;

    OrderReader(Calendar calendar) {
        this.calendar = calendar;
    }

    /// A request without a name of its own gets `unnamed`.
    Order order(JsonNode form, String unnamed, long now) {
        var symbol = symbol(form);
        var side = Words.side(needed(form, "side"));
        var timeInForce = Words.timeInForce(needed(form, "time_in_force"));
        var pricing = pricing(form, needed(form, "type"));
        var quantity = quantity(form);
        plainOnly(form, pricing, timeInForce);
        if (!quantity.whole() && timeInForce != TimeInForce.DAY) {
            throw Refusal.ruled("fractional orders must be DAY orders");
        }
        auction(pricing, timeInForce, now);
        var id = name(Json.text(form, "client_order_id").orElse(unnamed));
        return new Order(id, symbol, side, quantity, pricing, timeInForce, now);
    }

    /// The old order with the terms of its replacement; what the form does not name stays.
    Order replacement(JsonNode form, Order old) {
        if (Json.text(form, "trail").isPresent() || Json.text(form, "notional").isPresent()) {
            throw Refusal.ruled("neither trail nor notional fits this order");
        }
        if (Json.text(form, "client_order_id").isPresent()) {
            throw Refusal.ruled("this simulated broker names replacements by itself");
        }
        var timeInForce = Json.text(form, "time_in_force").map(Words::timeInForce);
        if (timeInForce.isPresent() && timeInForce.get() != old.timeInForce()) {
            throw Refusal.ruled("this simulated broker does not replace a time in force");
        }
        return new Order(
                old.id(),
                old.symbol(),
                old.side(),
                Json.text(form, "qty").isPresent() ? quantity(form) : old.quantity(),
                repriced(form, old.pricing()),
                old.timeInForce(),
                old.decidedAt());
    }

    private static Symbol symbol(JsonNode form) {
        var text = needed(form, "symbol");
        try {
            return Symbol.of(text);
        } catch (IllegalArgumentException impossible) {
            throw Refusal.ruled("asset \"" + text + "\" not found");
        }
    }

    private static Quantity quantity(JsonNode form) {
        if (Json.text(form, "notional").isPresent()) {
            throw Refusal.ruled("this simulated broker takes qty, not notional");
        }
        var quantity = decimal(form, "qty");
        if (quantity.signum() <= 0) {
            throw Refusal.incomplete("qty must be > 0");
        }
        if (quantity.stripTrailingZeros().scale() > QUANTITY_DECIMALS) {
            throw Refusal.ruled("qty must be limited to 9 decimal places");
        }
        return fitting("qty", () -> Quantity.from(quantity));
    }

    private static Pricing pricing(JsonNode form, String type) {
        boolean limited = Json.text(form, "limit_price").isPresent();
        boolean stopped = Json.text(form, "stop_price").isPresent();
        return switch (type) {
            case "market" -> {
                refuseIf(limited || stopped, "market orders require no limit or stop price");
                yield new Pricing.Market();
            }
            case "limit" -> {
                refuseIf(!limited, "limit orders require limit price");
                refuseIf(stopped, "limit orders require no stop price");
                yield new Pricing.Limit(price(form, "limit_price"));
            }
            case "stop" -> {
                refuseIf(!stopped, "stop orders require stop price");
                refuseIf(limited, "stop orders require no limit price");
                yield new Pricing.Stop(price(form, "stop_price"));
            }
            case "stop_limit" -> {
                refuseIf(!limited || !stopped, "stop limit orders require stop and limit price");
                yield new Pricing.StopLimit(price(form, "stop_price"), price(form, "limit_price"));
            }
            case "trailing_stop" ->
                    throw Refusal.ruled("this simulated broker has no trailing stops");
            default -> throw Refusal.incomplete("invalid order type: \"" + type + "\"");
        };
    }

    private static Pricing repriced(JsonNode form, Pricing old) {
        boolean limited = Json.text(form, "limit_price").isPresent();
        boolean stopped = Json.text(form, "stop_price").isPresent();
        refuseIf(limited && Words.limit(old).isEmpty(), "the order has no limit price");
        refuseIf(stopped && Words.stop(old).isEmpty(), "the order has no stop price");
        return switch (old) {
            case Pricing.Market _ -> old;
            case Pricing.Limit _ -> limited ? new Pricing.Limit(price(form, "limit_price")) : old;
            case Pricing.Stop _ -> stopped ? new Pricing.Stop(price(form, "stop_price")) : old;
            case Pricing.StopLimit(var stop, var limit) ->
                    new Pricing.StopLimit(
                            stopped ? price(form, "stop_price") : stop,
                            limited ? price(form, "limit_price") : limit);
        };
    }

    private static Price price(JsonNode form, String field) {
        var value = decimal(form, field);
        if (value.signum() <= 0) {
            throw Refusal.incomplete(field + " must be > 0");
        }
        var price = fitting(field, () -> Price.rounded(value));
        int most = price.compareTo(DOLLAR) < 0 ? DECIMALS_BELOW_A_DOLLAR : DECIMALS;
        if (value.stripTrailingZeros().scale() > most) {
            throw Refusal.ruled(
                    "invalid "
                            + field
                            + " "
                            + value.toPlainString()
                            + ". sub-penny increment does not fulfill minimum pricing criteria");
        }
        return price;
    }

    private static void plainOnly(JsonNode form, Pricing pricing, TimeInForce timeInForce) {
        var orderClass = Json.text(form, "order_class").orElse("");
        if (!orderClass.isEmpty() && !orderClass.equals("simple")) {
            throw Refusal.ruled("this simulated broker takes simple orders, not " + orderClass);
        }
        if (!form.path("extended_hours").asBoolean(false)) {
            return;
        }
        boolean lasting =
                timeInForce == TimeInForce.DAY || timeInForce == TimeInForce.GOOD_TIL_CANCELED;
        if (!(pricing instanceof Pricing.Limit) || !lasting) {
            throw Refusal.ruled("extended hours order must be DAY or GTC limit orders");
        }
        throw Refusal.ruled("this simulated broker trades in regular hours only");
    }

    private void auction(Pricing pricing, TimeInForce timeInForce, long now) {
        boolean opening = timeInForce == TimeInForce.AT_THE_OPEN;
        if (!opening && timeInForce != TimeInForce.AT_THE_CLOSE) {
            return;
        }
        var word = Words.timeInForce(timeInForce);
        refuseIf(Words.stop(pricing).isPresent(), word + " orders must be market or limit orders");
        var today = calendar.session(calendar.date(now));
        if (today.isPresent() && tooLate(today.get(), opening, now)) {
            throw Refusal.ruled(word + " orders are not accepted at this time of day");
        }
    }

    private static boolean tooLate(Session session, boolean opening, long now) {
        long last =
                opening
                        ? session.open() - BEFORE_THE_OPEN.toNanos()
                        : session.close() - BEFORE_THE_CLOSE.toNanos();
        return now >= last && Wire.newYork(now).toLocalTime().isBefore(EVENING);
    }

    private static OrderId name(String text) {
        if (text.length() > OrderId.LENGTH_MAX) {
            throw Refusal.incomplete("client_order_id must be no more than 128 characters");
        }
        try {
            return new OrderId(text);
        } catch (IllegalArgumentException odd) {
            throw Refusal.incomplete(
                    "this simulated broker cannot keep a name: " + odd.getMessage());
        }
    }

    private static String needed(JsonNode form, String field) {
        return Json.text(form, field)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Refusal.incomplete(field + " is required"));
    }

    private static BigDecimal decimal(JsonNode form, String field) {
        try {
            return Json.decimal(form, field)
                    .orElseThrow(() -> Refusal.incomplete(field + " is required"));
        } catch (Fault notOne) {
            throw Refusal.incomplete(notOne.reason());
        }
    }

    private static <T> T fitting(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException tooLarge) {
            throw Refusal.incomplete(field + " is too large: " + tooLarge.getMessage());
        }
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw Refusal.incomplete(message);
        }
    }
}
