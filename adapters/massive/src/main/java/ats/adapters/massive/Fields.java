package ats.adapters.massive;

import module java.base;

import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.platform.Fault;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// Reads the fields of one row or event; what is missing or absurd is a VENUE fault.
final class Fields {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// The year 2200: beyond it a time in ms is one in other units.
    private static final long LATEST_MILLIS = 7_258_118_400_000L;

    /// Rounding to nine decimals writes all digits out, so 1e999999999 has to be stopped before.
    private static final int MOST_DIGITS = 40;

    private Fields() {}

    static Symbol symbol(JsonNode node, String field) {
        return Symbol.of(text(node, field));
    }

    static String text(JsonNode node, String field) {
        return Json.text(node, field).orElseThrow(() -> missing(field));
    }

    static Price price(JsonNode node, String field) {
        return Price.rounded(decimal(node, field).orElseThrow(() -> missing(field)));
    }

    /// The exact decimal text where the vendor sends one, else the number.
    static Quantity volume(JsonNode node) {
        var exact = decimal(node, "dv").or(() -> decimal(node, "v"));
        return Quantity.rounded(exact.orElseThrow(() -> missing("v")));
    }

    /// Epoch nanos, from epoch ms.
    static long at(JsonNode node, String field) {
        long millis = Json.longOf(node, field).orElseThrow(() -> missing(field));
        if (millis < 0 || millis > LATEST_MILLIS)
            throw Fault.venue(field + " is no time: " + millis);
        return millis * NANOS_PER_MILLI;
    }

    static Optional<BigDecimal> decimal(JsonNode node, String field) {
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

    static Fault missing(String field) {
        return Fault.venue("there is no " + field);
    }
}
