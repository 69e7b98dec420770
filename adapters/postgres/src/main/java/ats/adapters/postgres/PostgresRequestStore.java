package ats.adapters.postgres;

import module java.base;

import ats.learning.store.RequestStore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What people ask of learning, audited in the transaction that records it.
public final class PostgresRequestStore implements RequestStore {

    private static final String RECORD =
            """
            INSERT INTO learning_requests (id, issuer, kind, subject, reason, at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String PENDING =
            "SELECT * FROM learning_requests WHERE outcome IS NULL ORDER BY recorded";

    private static final String HANDLED =
            "UPDATE learning_requests SET outcome = ? WHERE id = ? AND outcome IS NULL";

    private static final String OUTCOME =
            "SELECT outcome FROM learning_requests WHERE id = ? AND outcome IS NOT NULL";

    private final Database database;

    public PostgresRequestStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean record(Request request) {
        return database.transaction(
                "record the request " + request.id(), connection -> record(connection, request));
    }

    private static boolean record(Connection connection, Request request) throws SQLException {
        try (var statement = connection.prepareStatement(RECORD)) {
            statement.setString(1, request.id());
            statement.setString(2, request.issuer());
            statement.setString(3, request.kind().name());
            statement.setString(4, request.subject());
            statement.setString(5, request.reason());
            statement.setLong(6, request.at());
            boolean fresh = statement.executeUpdate() == 1;
            if (fresh) {
                var details =
                        Stream.of(request.kind().name(), request.subject(), request.reason())
                                .filter(word -> !word.isBlank())
                                .collect(Collectors.joining(" "));
                AuditEvents.add(
                        connection, request.issuer(), "request.recorded", request.id(), details);
            }
            return fresh;
        }
    }

    @Override
    public List<Request> pending() {
        return database.call(
                "read the pending requests",
                connection -> {
                    try (var statement = connection.prepareStatement(PENDING)) {
                        return Rows.all(statement, PostgresRequestStore::read);
                    }
                });
    }

    @Override
    public void handled(String id, String outcome) {
        database.call(
                "mark the request " + id + " as handled",
                connection -> {
                    try (var statement = connection.prepareStatement(HANDLED)) {
                        statement.setString(1, outcome);
                        statement.setString(2, id);
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public Optional<String> outcome(String id) {
        return database.call(
                "look up what came of the request " + id,
                connection -> {
                    try (var statement = connection.prepareStatement(OUTCOME)) {
                        statement.setString(1, id);
                        return Rows.first(statement, row -> row.getString(1));
                    }
                });
    }

    private static Request read(ResultSet row) throws SQLException {
        return new Request(
                row.getString("id"),
                row.getString("issuer"),
                Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getString("reason"),
                row.getLong("at"));
    }
}
