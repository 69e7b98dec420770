package ats.platform.json;

import ats.platform.Fault;

import module java.base;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON mapper: exact decimals, tolerant of fields it does not know.
public final class Json {
    private static final int EXCERPT_CHARACTERS = 120;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build();

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// Throws a VENUE fault with a short excerpt when the text is not JSON.
    public static JsonNode parse(String text) {
        try {
            return refuseMissing(MAPPER.readTree(text), text);
        } catch (JacksonException garbage) {
            throw unreadable(text, garbage);
        }
    }

    public static JsonNode parse(byte[] text) {
        try {
            return refuseMissing(MAPPER.readTree(text), "");
        } catch (JacksonException garbage) {
            int length = Math.min(text.length, EXCERPT_CHARACTERS + 1);
            throw unreadable(new String(text, 0, length, StandardCharsets.UTF_8), garbage);
        }
    }

    /// Reads one of our records, by the names of its components.
    public static <T> T read(String text, Class<T> type) {
        try {
            var value = MAPPER.readValue(text, type);
            if (value == null) {
                throw Fault.venue("null where a " + type.getSimpleName() + " was due");
            }
            return value;
        } catch (JacksonException garbage) {
            throw unreadable(text, garbage);
        }
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// The field as text; absent and null give nothing, a number or boolean its own spelling.
    public static Optional<String> text(JsonNode node, String field) {
        return present(node, field).filter(JsonNode::isValueNode).map(JsonNode::asString);
    }

    /// The field as an exact decimal, from a number or a string that spells one.
    public static Optional<BigDecimal> decimal(JsonNode node, String field) {
        return present(node, field).filter(Json::numeric).map(value -> decimalOf(value, field));
    }

    /// The field as a whole number, from a number or a string that spells one.
    public static Optional<Long> longOf(JsonNode node, String field) {
        return decimal(node, field).map(value -> whole(value, field));
    }

    private static Optional<JsonNode> present(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).filter(value -> !value.isNull());
    }

    private static boolean numeric(JsonNode value) {
        return value.isNumber() || (value.isString() && !value.stringValue().isBlank());
    }

    private static BigDecimal decimalOf(JsonNode value, String field) {
        try {
            return value.isNumber()
                    ? value.decimalValue()
                    : new BigDecimal(value.stringValue().strip());
        } catch (NumberFormatException notOne) {
            throw Fault.venue(field + " is not a number: " + excerpt(value.toString()), notOne);
        }
    }

    private static long whole(BigDecimal value, String field) {
        try {
            return value.longValueExact();
        } catch (ArithmeticException fraction) {
            throw Fault.venue(field + " is not a whole number: " + value, fraction);
        }
    }

    private static JsonNode refuseMissing(@Nullable JsonNode node, String text) {
        if (node == null || node.isMissingNode()) {
            throw Fault.venue("empty where JSON was due: '" + excerpt(text) + "'");
        }
        return node;
    }

    private static Fault unreadable(String text, JacksonException garbage) {
        return Fault.venue(
                "not readable as JSON: '" + excerpt(text) + "' ("
                        + garbage.getOriginalMessage() + ")",
                garbage);
    }

    private static String excerpt(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT_CHARACTERS
                ? line
                : line.substring(0, EXCERPT_CHARACTERS) + "…";
    }
}
