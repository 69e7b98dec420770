package ats.adapters.alpaca;

import module java.base;

import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.platform.Fault;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// Reads the fields of the broker's objects, mostly decimal strings; what is missing or absurd is a
/// VENUE fault.
final class Fields {
    private static final long SECOND = 1_000_000_000L;

    private Fields() {}

    static String text(JsonNode node, String field) {
        return perhaps(node, field).orElseThrow(() -> missing(field));
    }

    static Optional<String> perhaps(JsonNode node, String field) {
        return Json.text(node, field).filter(text -> !text.isBlank());
    }

    static Symbol symbol(JsonNode node) {
        return sane("symbol", () -> Symbol.of(text(node, "symbol")));
    }

    static Side side(JsonNode node) {
        return switch (text(node, "side")) {
            case "buy" -> Side.BUY;
            // A fill's side may say that the sale opened a short position.
            case "sell", "sell_short" -> Side.SELL;
            case String other -> throw Fault.venue("side is " + other);
        };
    }

    static Quantity quantity(JsonNode node, String field) {
        return sane(field, () -> Quantity.rounded(decimal(node, field)));
    }

    static Quantity quantityOrZero(JsonNode node, String field) {
        return Json.decimal(node, field).isPresent() ? quantity(node, field) : Quantity.ZERO;
    }

    static Price price(JsonNode node, String field) {
        return sane(field, () -> Price.rounded(decimal(node, field)));
    }

    static Price priceOrZero(JsonNode node, String field) {
        return Json.decimal(node, field).isPresent() ? price(node, field) : Price.ZERO;
    }

    static Money money(JsonNode node, String field) {
        return sane(field, () -> Money.rounded(decimal(node, field)));
    }

    static Money moneyOrZero(JsonNode node, String field) {
        return Json.decimal(node, field).isPresent() ? money(node, field) : Money.ZERO;
    }

    /// Epoch nanos of the first of these fields that is there.
    static Optional<Long> at(JsonNode node, String... fields) {
        return Stream.of(fields)
                .flatMap(field -> perhaps(node, field).stream())
                .findFirst()
                .map(Fields::epochNanos);
    }

    /// What the value type refuses is the broker's fault, not ours.
    static <T> T sane(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException absurd) {
            throw Fault.venue(field + " is unusable: " + absurd.getMessage(), absurd);
        }
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return Json.decimal(node, field).orElseThrow(() -> missing(field));
    }

    private static long epochNanos(String text) {
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            long seconds = Math.multiplyExact(instant.getEpochSecond(), SECOND);
            return Math.addExact(seconds, instant.getNano());
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            throw Fault.venue("'" + text + "' is no time", unreadable);
        }
    }

    private static Fault missing(String field) {
        return Fault.venue("there is no " + field);
    }
}
