package ats.adapters.alpaca;

import module java.base;

import ats.domain.Order;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Pricing.Limit;
import ats.domain.Pricing.Market;
import ats.domain.Pricing.Stop;
import ats.domain.Pricing.StopLimit;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.TimeInForce;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// Orders as the broker's JSON spells them. Numbers are exact decimal strings: a price off the tick
/// goes out as it is and is refused, never rounded behind the caller's back.
final class OrderForm {
    private OrderForm() {}

    static String submission(Order order) {
        var form = new LinkedHashMap<String, String>();
        form.put("symbol", order.symbol().text());
        form.put("qty", plain(order.quantity().decimal()));
        form.put("side", side(order.side()));
        form.put("type", type(order.pricing()));
        form.put("time_in_force", timeInForce(order.timeInForce()));
        putPrices(form, order.pricing());
        form.put("client_order_id", order.id().text());
        return Json.write(form);
    }

    static String replacement(Quantity quantity, Pricing pricing) {
        var form = new LinkedHashMap<String, String>();
        form.put("qty", plain(quantity.decimal()));
        putPrices(form, pricing);
        return Json.write(form);
    }

    static Pricing pricing(JsonNode order) {
        var type = Fields.perhaps(order, "type").or(() -> Fields.perhaps(order, "order_type"));
        return Fields.sane(
                "type",
                () ->
                        switch (type.orElse("market")) {
                            case "limit" -> new Limit(Fields.price(order, "limit_price"));
                            case "stop", "trailing_stop" ->
                                    new Stop(Fields.price(order, "stop_price"));
                            case "stop_limit" ->
                                    new StopLimit(
                                            Fields.price(order, "stop_price"),
                                            Fields.price(order, "limit_price"));
                            default -> new Market();
                        });
    }

    private static void putPrices(Map<String, String> form, Pricing pricing) {
        switch (pricing) {
            case Market _ -> {}
            case Limit(var limit) -> form.put("limit_price", plain(limit));
            case Stop(var stop) -> form.put("stop_price", plain(stop));
            case StopLimit(var stop, var limit) -> {
                form.put("stop_price", plain(stop));
                form.put("limit_price", plain(limit));
            }
        }
    }

    private static String type(Pricing pricing) {
        return switch (pricing) {
            case Market _ -> "market";
            case Limit _ -> "limit";
            case Stop _ -> "stop";
            case StopLimit _ -> "stop_limit";
        };
    }

    private static String side(Side side) {
        return switch (side) {
            case BUY -> "buy";
            case SELL -> "sell";
        };
    }

    private static String timeInForce(TimeInForce time) {
        return switch (time) {
            case DAY -> "day";
            case GOOD_TIL_CANCELED -> "gtc";
            case IMMEDIATE_OR_CANCEL -> "ioc";
            case FILL_OR_KILL -> "fok";
            case AT_THE_OPEN -> "opg";
            case AT_THE_CLOSE -> "cls";
        };
    }

    private static String plain(Price price) {
        return plain(price.decimal());
    }

    private static String plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.setScale(Math.max(0, stripped.scale())).toPlainString();
    }
}
