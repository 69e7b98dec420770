package ats.platform.config;

import module java.base;

/// A value as it was written, and where.
record Raw(List<String> items, boolean list, String origin) {
    static Raw text(String text, String origin) {
        return new Raw(List.of(text), false, origin);
    }

    static Raw list(List<String> items, String origin) {
        return new Raw(List.copyOf(items), true, origin);
    }

    String text() {
        return items.getFirst();
    }
}
