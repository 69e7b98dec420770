package ats.platform.config;

import module java.base;

/// A value that is never shown: its text says `***`.
public final class Secret {
    private static final Secret NONE = new Secret("");

    private final String value;

    public static Secret of(String value) {
        return value.isEmpty() ? NONE : new Secret(value);
    }

    public static Secret none() {
        return NONE;
    }

    private Secret(String value) {
        this.value = value;
    }

    /// The value itself, for the one place that sends it.
    public String reveal() {
        return value;
    }

    public boolean present() {
        return !value.isEmpty();
    }

    /// Compares in a time that does not depend on where the texts differ.
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(utf8(value), utf8(candidate));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && matches(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "" : "***";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
