package ats.adapters.massive;

import module java.base;

import ats.platform.Fault;
import ats.platform.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// Walks a page of results row by row: fifty thousand rows never stand in memory as one tree.
final class ResultPage {

    private ResultPage() {}

    /// Hands each row of `results` on and gives the link to the next page. An answer without
    /// `results` has no rows.
    static Optional<String> read(String body, Consumer<JsonNode> each) {
        try (var parser = Json.mapper().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Fault.venue("Massive answered with something that is no page of results");
            }
            return fields(parser, each);
        } catch (JacksonException torn) {
            throw Fault.venue(
                    "Massive's answer ends or breaks early: " + torn.getOriginalMessage(), torn);
        }
    }

    private static Optional<String> fields(JsonParser parser, Consumer<JsonNode> each) {
        Optional<String> next = Optional.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var field = parser.currentName();
            var value = parser.nextToken();
            if ("results".equals(field) && value == JsonToken.START_ARRAY) {
                rows(parser, each);
            } else if ("next_url".equals(field) && value == JsonToken.VALUE_STRING) {
                next = Optional.of(parser.getString()).filter(link -> !link.isBlank());
            } else {
                parser.skipChildren();
            }
        }
        return next;
    }

    private static void rows(JsonParser parser, Consumer<JsonNode> each) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.accept(parser.readValueAsTree());
        }
    }
}
