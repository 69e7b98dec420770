package ats.adapters.unusualwhales;

import module java.base;

import ats.domain.Money;
import ats.platform.Fault;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// Reads the fields of one row or event, numbers and strings alike; what is missing or absurd is a
/// VENUE fault. An empty string is a missing value.
final class Fields {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /// The year 2200: beyond it a time in ms is one in other units.
    private static final long LATEST_MILLIS = 7_258_118_400_000L;

    /// Rounding to nine decimals writes all digits out, so 1e999999999 has to be stopped before.
    private static final int MOST_DIGITS = 40;

    private Fields() {}

    static String text(JsonNode node, String field) {
        return Json.text(node, field)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> missing(field));
    }

    static Money money(JsonNode node, String field) {
        return Money.rounded(number(node, field));
    }

    static Money moneyOrNone(JsonNode node, String field) {
        return decimal(node, field).map(Money::rounded).orElse(Money.ZERO);
    }

    static BigDecimal number(JsonNode node, String field) {
        return decimal(node, field).orElseThrow(() -> missing(field));
    }

    /// A whole number as text, the same for `5`, `5.0` and `"5"`; empty where there is none.
    static String plain(JsonNode node, String field) {
        return decimal(node, field)
                .map(number -> number.stripTrailingZeros().toPlainString())
                .orElse("");
    }

    /// Epoch nanos, from epoch ms, if there are any.
    static OptionalLong millis(JsonNode node, String field) {
        var found = decimal(node, field);
        if (found.isEmpty()) return OptionalLong.empty();
        var millis = found.get();
        if (millis.signum() < 0 || millis.compareTo(BigDecimal.valueOf(LATEST_MILLIS)) > 0) {
            throw Fault.venue(field + " is no time: " + millis);
        }
        return OptionalLong.of(millis.longValue() * NANOS_PER_MILLI);
    }

    /// Epoch nanos, from a text such as `2023-12-12T16:35:52.168490Z`, if there is one.
    static OptionalLong timestamp(JsonNode node, String field) {
        var text = Json.text(node, field).filter(some -> !some.isBlank());
        if (text.isEmpty()) return OptionalLong.empty();
        try {
            var at = OffsetDateTime.parse(text.get()).toInstant();
            if (at.getEpochSecond() < 0 || at.toEpochMilli() > LATEST_MILLIS) {
                throw Fault.venue(field + " is no time: " + text.get());
            }
            return OptionalLong.of(at.getEpochSecond() * NANOS_PER_SECOND + at.getNano());
        } catch (DateTimeException unreadable) {
            throw Fault.venue(field + " is no time: " + text.get(), unreadable);
        }
    }

    static Fault missing(String field) {
        return Fault.venue("there is no " + field);
    }

    private static Optional<BigDecimal> decimal(JsonNode node, String field) {
        var value = Json.decimal(node, field);
        value.ifPresent(
                number -> {
                    long magnitude = (long) number.precision() - number.scale();
                    if (Math.abs(magnitude) > MOST_DIGITS || number.scale() > MOST_DIGITS) {
                        throw Fault.venue(field + " is out of any range: " + number);
                    }
                });
        return value;
    }
}
