package ats.adapters.postgres;

import module java.base;

import java.sql.Connection;
import java.sql.SQLException;

/// What all who share a database have to agree on: claimed once and for ever, or noted anew by the
/// one who knows.
public final class PostgresIdentity {

    private static final String CLAIM =
            """
            INSERT INTO identity (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING
            """;

    private static final String NOTE =
            """
            INSERT INTO identity (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = clock_timestamp()
            WHERE identity.value <> excluded.value
            """;

    private static final String READ = "SELECT value FROM identity WHERE name = ?";

    private final Database database;

    public PostgresIdentity(Database database) {
        this.database = database;
    }

    /// The value of the first who claimed it: ours, or another's.
    public String claimed(String name, String value) {
        return database.transaction(
                "claim the " + name,
                connection -> {
                    written(connection, CLAIM, name, value);
                    return read(connection, name).orElse(value);
                });
    }

    /// From now on it is this.
    public void note(String name, String value) {
        database.transaction(
                "note the " + name,
                connection -> {
                    written(connection, NOTE, name, value);
                    return value;
                });
    }

    public Optional<String> noted(String name) {
        return database.transaction("read the " + name, connection -> read(connection, name));
    }

    private static void written(Connection connection, String sql, String name, String value)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.executeUpdate();
        }
    }

    private static Optional<String> read(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement(READ)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
