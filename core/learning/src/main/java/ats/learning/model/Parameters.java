package ats.learning.model;

import module java.base;

/// How a model is trained: names and texts in order, and the seed of all chance.
public record Parameters(SortedMap<String, String> values, long seed) {

    public Parameters {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /// From `depth=4,trees=100`; an empty text leaves everything to the trainer.
    public static Parameters parse(String text, long seed) {
        var values = new TreeMap<String, String>();
        for (var word : text.split(",")) {
            var pair = word.split("=", 2);
            if (word.isBlank()) {
                continue;
            }
            if (pair.length < 2 || values.put(pair[0].strip(), pair[1].strip()) != null) {
                throw new IllegalArgumentException(
                        "in the parameters %s: %s is no name=value, or comes twice"
                                .formatted(text, word));
            }
        }
        return new Parameters(values, seed);
    }

    /// The text that parses to these values.
    public String text() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    public int whole(String name, int otherwise) {
        var value = values.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "the parameter " + name + "=" + value + " is no whole number", wrong);
        }
    }
}
