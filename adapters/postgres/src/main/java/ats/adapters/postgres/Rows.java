package ats.adapters.postgres;

import module java.base;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What a query answers, as values.
final class Rows {

    private Rows() {}

    static <T> List<T> all(PreparedStatement query, Reader<T> reader) throws SQLException {
        var values = new ArrayList<T>();
        try (var row = query.executeQuery()) {
            while (row.next()) {
                values.add(reader.read(row));
            }
        }
        return Collections.unmodifiableList(values);
    }

    static <T> Optional<T> first(PreparedStatement query, Reader<T> reader) throws SQLException {
        try (var row = query.executeQuery()) {
            return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
        }
    }

    /// Makes a value of the row at which the results stand.
    @FunctionalInterface
    interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }
}
