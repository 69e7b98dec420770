package ats.adapters.postgres;

import module java.base;

import ats.platform.Fault;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.sql.Connection;
import java.sql.SQLException;

/// The tables that the stores expect, and what makes them: scripts that run once each, in order.
///
/// Nearly every start finds them made. Then one question is enough, and Flyway, whose start costs
/// more than that of everything else here, is left alone.
final class Schema {

    static final String FOLDER = "db/migration";

    /// In the order in which they run.
    static final List<String> SCRIPTS =
            List.of(
                    "V1__market.sql",
                    "V2__books.sql",
                    "V3__control.sql",
                    "V4__flow.sql",
                    "V5__learning.sql",
                    "V6__request_reason.sql",
                    "V7__identity.sql",
                    "V8__job_parts.sql");

    private static final String HISTORY =
            """
            SELECT format('%s %s %s', script, checksum, success)
            FROM flyway_schema_history ORDER BY installed_rank
            """;

    private final DatabaseAddress address;

    Schema(DatabaseAddress address) {
        this.address = address;
    }

    /// Whether exactly these scripts have run there, as they are now. A history that is not there
    /// or cannot be read has not.
    static boolean current(Connection connection) {
        try (var statement = connection.prepareStatement(HISTORY)) {
            return Rows.all(statement, row -> row.getString(1))
                    .equals(SCRIPTS.stream().map(Schema::ran).toList());
        } catch (SQLException unreadable) {
            return false;
        }
    }

    /// Runs what has not run yet. Of several who ask at once one does it, and the others wait.
    void migrate() {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(address.url(), address.user(), address.password().reveal())
                    .locations("classpath:" + FOLDER)
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw fault(failure);
        }
    }

    private Fault fault(FlywayException failure) {
        var doing = "bring the tables of " + address.url() + " up to date";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return SqlFaults.from(doing, sql);
            }
        }
        var line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return Fault.misuse("could not " + doing + ": " + line, failure);
    }

    /// The line of Flyway's history that this script leaves as it is now.
    private static String ran(String script) {
        var path = "/" + FOLDER + "/" + script;
        try (var content = Objects.requireNonNull(Schema.class.getResourceAsStream(path), path)) {
            return script + " " + checksum(content.readAllBytes()) + " t";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Flyway's own: of the lines without their ends.
    private static int checksum(byte[] content) {
        var sum = new CRC32();
        new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .forEach(sum::update);
        return (int) sum.getValue();
    }
}
