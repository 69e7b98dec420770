package ats.platform.config;

import ats.platform.Fault;

import module java.base;

/// Turns what was written into the type of a component, and back into what one would write.
final class Conversion {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|min|h|d)");

    private Conversion() {}

    /// Throws [Unfit] with the second half of a sentence: what is wrong and what to write.
    static Object convert(RecordComponent component, Raw raw) {
        var type = component.getType();
        if (type == List.class) return items(raw);
        if (raw.list()) throw new Unfit("is a list; write a single value");
        return scalar(type, raw.text().strip(), component);
    }

    static String show(Object value) {
        return switch (value) {
            case Duration duration -> show(duration);
            case BigDecimal decimal -> decimal.toPlainString();
            case List<?> list ->
                    list.stream().map(Object::toString).collect(Collectors.joining(","));
            case Enum<?> constant -> spelled(constant);
            default -> value.toString();
        };
    }

    private static List<String> items(Raw raw) {
        var items = raw.list() ? raw.items().stream() : Arrays.stream(raw.text().split(","));
        return items.map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    private static Object scalar(Class<?> type, String text, RecordComponent component) {
        if (type == String.class) return text;
        if (type == Secret.class) return Secret.of(text);
        if (type == boolean.class) return truth(text);
        if (type == Duration.class) return duration(text);
        if (type.isEnum()) return constant(type, text);
        try {
            return parsed(type, text, component);
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException wrong) {
            throw new Unfit("is not " + wanted(type));
        }
    }

    private static Object parsed(Class<?> type, String text, RecordComponent component) {
        var digits = text.replace("_", "");
        if (type == int.class) return Integer.parseInt(digits);
        if (type == long.class) return Long.parseLong(digits);
        if (type == double.class) return Double.parseDouble(digits);
        if (type == BigDecimal.class) return new BigDecimal(digits);
        if (type == Path.class) return Path.of(text);
        if (type == URI.class) return URI.create(text);
        if (type == LocalDate.class) return LocalDate.parse(text);
        throw Fault.misuse("a setting cannot have the type of " + component);
    }

    private static String wanted(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number; write digits such as 60";
        }
        if (type == LocalDate.class) return "a date; write one such as 2026-07-06";
        if (type == Path.class) return "a path; write one such as ./var";
        if (type == URI.class) return "an address; write one such as https://example.com";
        return "a number; write one such as 2.5";
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unfit("is neither true nor false; write one of the two");
        };
    }

    private static Duration duration(String text) {
        var simple = DURATION.matcher(text);
        try {
            return simple.matches()
                    ? Duration.of(Long.parseLong(simple.group(1)), unit(simple.group(2)))
                    : Duration.parse(text);
        } catch (DateTimeException | ArithmeticException | NumberFormatException wrong) {
            throw new Unfit("is not a duration; write one such as 250ms, 10s, 5m, 2h or PT1M30S");
        }
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m", "min" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static Object constant(Class<?> type, String text) {
        var constants = Arrays.stream(type.getEnumConstants()).map(each -> (Enum<?>) each).toList();
        for (var constant : constants) {
            if (spelled(constant).equalsIgnoreCase(text.replace('_', '-'))) return constant;
        }
        var all = constants.stream().map(Conversion::spelled).collect(Collectors.joining(", "));
        throw new Unfit("is none of " + all + "; write one of them");
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String show(Duration duration) {
        if (duration.isZero()) return "0s";
        for (var unit : List.of("d", "h", "m", "s", "ms")) {
            var one = unit(unit).getDuration();
            if (one.multipliedBy(duration.dividedBy(one)).equals(duration)) {
                return duration.dividedBy(one) + unit;
            }
        }
        return duration.toString();
    }

    /// A value that does not fit its key.
    static final class Unfit extends RuntimeException {
        @Serial private static final long serialVersionUID = 1L;

        Unfit(String why) {
            super(why);
        }

        String why() {
            return Objects.requireNonNull(getMessage());
        }
    }
}
