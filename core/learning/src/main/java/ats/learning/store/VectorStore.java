package ats.learning.store;

import module java.base;

import ats.domain.Symbol;

/// Feature vectors as they were published.
public interface VectorStore {

    /// Remembers the text of a feature set under its version; a version's first text stays.
    void saveSet(String version, String text);

    Optional<String> set(String version);

    /// One that is there already is overwritten; of those told twice the last one stands. The set
    /// must have been saved: numbers without their meaning are refused with an
    /// IllegalStateException.
    void save(String version, List<Row> rows);

    /// Those with `from <= at < to`, by time, then symbol.
    List<Row> read(String version, long from, long to);

    long count(String version);

    /// `at` is the end of the bar that the vector describes. The values are kept bit for bit, the
    /// payloads of NaNs too.
    record Row(Symbol symbol, long at, long learnedAt, FloatBuffer values) {

        public Row {
            values = values.asReadOnlyBuffer();
        }
    }
}
