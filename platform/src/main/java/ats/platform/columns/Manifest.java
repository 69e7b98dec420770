package ats.platform.columns;

import module java.base;

/// What a table is about, and what its files have to be.
record Manifest(SortedMap<String, String> about, List<Entry> columns) {
    static final String FILE = "manifest.json";

    Manifest {
        about = Collections.unmodifiableSortedMap(new TreeMap<>(about));
        columns = List.copyOf(columns);
    }

    /// One file.
    record Entry(String name, Kind kind, long rows, String sha256) {

        String file() {
            return name + kind.suffix();
        }
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
