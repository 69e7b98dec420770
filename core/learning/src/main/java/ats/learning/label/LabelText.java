package ats.learning.label;

import module java.base;

/// `form:name=value,name=value`, read once each.
record LabelText(String text, String form, SortedMap<String, String> values) {

    static LabelText parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "no label: " + text + "; write it as forward:lag=1,bars=7");
        }
        var values = new TreeMap<String, String>();
        for (var word : text.substring(colon + 1).split(",", -1)) {
            var pair = word.split("=", 2);
            if (pair.length < 2 || values.put(pair[0].strip(), pair[1].strip()) != null) {
                throw new IllegalArgumentException(
                        "in the label " + text + ": " + word + " is no name=value, or comes twice");
            }
        }
        return new LabelText(text, text.substring(0, colon).strip(), values);
    }

    int whole(String name) {
        var value = taken(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException wrong) {
            throw notANumber(name, value, wrong);
        }
    }

    int whole(String name, int otherwise) {
        return values.containsKey(name) ? whole(name) : otherwise;
    }

    double number(String name) {
        var value = taken(name);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException wrong) {
            throw notANumber(name, value, wrong);
        }
    }

    void allRead() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(
                    "the label " + text + " has no use for " + values.firstKey());
        }
    }

    private String taken(String name) {
        var value = values.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("the label " + text + " lacks " + name);
        }
        return value;
    }

    private IllegalArgumentException notANumber(String name, String value, Exception cause) {
        return new IllegalArgumentException(
                "in the label " + text + ": " + name + "=" + value + " is no number", cause);
    }
}
