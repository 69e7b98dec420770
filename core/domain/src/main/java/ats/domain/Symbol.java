package ats.domain;

import module java.base;

/// A ticker as the exchange spells it; lower-case letters are marks of share classes.
public record Symbol(String text) implements Comparable<Symbol> {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:/_-]{0,31}");

    public Symbol {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a ticker");
        }
    }

    public static Symbol of(String text) {
        return new Symbol(text);
    }

    @Override
    public int compareTo(Symbol other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
