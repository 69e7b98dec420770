package ats.platform.config;

import module java.base;

/// A settings record bound under a prefix; the given instance holds its defaults.
///
/// Components may be String, int, long, double, boolean, BigDecimal, Duration, Path, URI,
/// LocalDate, an enum, List of String, or Secret; each carries `@Key`.
///
/// @param retired old key (whole, with prefix) to its successor, or to what to do instead
public record Section<R extends Record>(String prefix, R defaults, Map<String, String> retired) {
    public Section {
        if (prefix.isBlank()) throw new IllegalArgumentException("a section needs a prefix");
        retired = Map.copyOf(retired);
    }

    public static <R extends Record> Section<R> of(String prefix, R defaults) {
        return new Section<>(prefix, defaults, Map.of());
    }

    public Section<R> withRetired(String oldKey, String successor) {
        var more = new TreeMap<>(retired);
        more.put(oldKey, successor);
        return new Section<>(prefix, defaults, more);
    }
}
