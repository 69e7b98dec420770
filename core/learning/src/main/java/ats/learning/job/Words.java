package ats.learning.job;

import module java.base;

/// Lines of `name=value`, in the order of names.
final class Words {

    private final SortedMap<String, String> values = new TreeMap<>();

    static Words parse(String text) {
        var words = new Words();
        for (var line : text.lines().toList()) {
            int split = line.indexOf('=');
            if (split < 1) {
                throw new IllegalArgumentException("'" + line + "' is no name=value");
            }
            words.values.put(line.substring(0, split), line.substring(split + 1));
        }
        return words;
    }

    Words with(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    String text(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " among " + values.keySet());
        }
        return value;
    }

    long whole(String name) {
        return Long.parseLong(text(name));
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
