package ats.adapters.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/// Who did what to what, in a table that only grows.
final class AuditEvents {

    private AuditEvents() {}

    static void add(Connection connection, String who, String what, String subject, String details)
            throws SQLException {
        var sql = "INSERT INTO audit_events (who, what, subject, details) VALUES (?, ?, ?, ?)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, who);
            statement.setString(2, what);
            statement.setString(3, subject);
            statement.setString(4, details);
            statement.executeUpdate();
        }
    }
}
