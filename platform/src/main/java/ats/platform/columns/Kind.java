package ats.platform.columns;

/// What the numbers of a column are.
public enum Kind {
    FLOAT(Float.BYTES, ".f32"),
    LONG(Long.BYTES, ".i64");

    private final int bytes;
    private final String suffix;

    Kind(int bytes, String suffix) {
        this.bytes = bytes;
        this.suffix = suffix;
    }

    int bytes() {
        return bytes;
    }

    String suffix() {
        return suffix;
    }
}
