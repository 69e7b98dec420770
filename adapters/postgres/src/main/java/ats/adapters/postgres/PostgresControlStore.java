package ats.adapters.postgres;

import module java.base;

import ats.engine.Event;
import ats.engine.Steering;
import ats.engine.store.ControlStore;
import ats.platform.Fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Operators' commands, audited in the transaction that records them, and services' heartbeats.
public final class PostgresControlStore implements ControlStore {

    private static final String RECORD =
            """
            INSERT INTO operator_commands (id, issuer, steering, hold, reason, happened_at,
                                           learned_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String PENDING =
            "SELECT * FROM operator_commands WHERE handled_at IS NULL ORDER BY recorded";

    private static final String HANDLED =
            """
            UPDATE operator_commands SET handled_at = clock_timestamp()
            WHERE id = ? AND handled_at IS NULL
            """;

    private static final String BEAT =
            """
            INSERT INTO service_heartbeats (service, state, detail, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (service) DO UPDATE
            SET state = excluded.state, detail = excluded.detail, at = excluded.at
            """;

    private static final String HEARTBEATS =
            "SELECT service, state, detail, at FROM service_heartbeats ORDER BY service";

    private final Database database;

    public PostgresControlStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean record(Event.Operator command) {
        return database.transaction(
                "record the command " + command.id(), connection -> record(connection, command));
    }

    private static boolean record(Connection connection, Event.Operator command)
            throws SQLException {
        var words = Words.of(command.steering());
        try (var statement = connection.prepareStatement(RECORD)) {
            statement.setString(1, command.id());
            statement.setString(2, command.issuer());
            statement.setString(3, words.kind());
            statement.setString(4, words.hold());
            statement.setString(5, words.reason());
            statement.setLong(6, command.happenedAt());
            statement.setLong(7, command.learnedAt());
            boolean fresh = statement.executeUpdate() == 1;
            if (fresh) {
                var details = (words.kind() + " " + words.hold() + " " + words.reason()).strip();
                AuditEvents.add(
                        connection, command.issuer(), "command.recorded", command.id(), details);
            }
            return fresh;
        }
    }

    @Override
    public List<Event.Operator> pending() {
        return database.call(
                "read the pending commands",
                connection -> {
                    var commands = new ArrayList<Event.Operator>();
                    try (var statement = connection.prepareStatement(PENDING);
                            var row = statement.executeQuery()) {
                        while (row.next()) {
                            commands.add(read(row));
                        }
                    }
                    return List.copyOf(commands);
                });
    }

    @Override
    public void handled(String commandId) {
        database.call(
                "mark the command " + commandId + " as handled",
                connection -> {
                    try (var statement = connection.prepareStatement(HANDLED)) {
                        statement.setString(1, commandId);
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public void heartbeat(String service, String state, String detail, long at) {
        database.relaxed(
                "store the heartbeat of " + service,
                connection -> {
                    try (var statement = connection.prepareStatement(BEAT)) {
                        statement.setString(1, service);
                        statement.setString(2, state);
                        statement.setString(3, detail);
                        statement.setLong(4, at);
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return database.call(
                "read the heartbeats",
                connection -> {
                    var heartbeats = new ArrayList<Heartbeat>();
                    try (var statement = connection.prepareStatement(HEARTBEATS);
                            var row = statement.executeQuery()) {
                        while (row.next()) {
                            heartbeats.add(
                                    new Heartbeat(
                                            row.getString(1),
                                            row.getString(2),
                                            row.getString(3),
                                            row.getLong(4)));
                        }
                    }
                    return List.copyOf(heartbeats);
                });
    }

    private static Event.Operator read(ResultSet row) throws SQLException {
        var words =
                new Words(
                        row.getString("steering"), row.getString("hold"), row.getString("reason"));
        return new Event.Operator(
                row.getString("id"),
                row.getString("issuer"),
                words.steering(),
                row.getLong("happened_at"),
                row.getLong("learned_at"));
    }

    /// A steering as three columns.
    private record Words(String kind, String hold, String reason) {

        static Words of(Steering steering) {
            return switch (steering) {
                case Steering.Hold(var name, var reason) -> new Words("HOLD", name, reason);
                case Steering.Release(var name) -> new Words("RELEASE", name, "");
                case Steering.Flatten(var reason) -> new Words("FLATTEN", "", reason);
                case Steering.Kill(var reason) -> new Words("KILL", "", reason);
                case Steering.Rearm(var reason) -> new Words("REARM", "", reason);
                case Steering.StandDown(var reason) -> new Words("STAND_DOWN", "", reason);
            };
        }

        Steering steering() {
            return switch (kind) {
                case "HOLD" -> new Steering.Hold(hold, reason);
                case "RELEASE" -> new Steering.Release(hold);
                case "FLATTEN" -> new Steering.Flatten(reason);
                case "KILL" -> new Steering.Kill(reason);
                case "REARM" -> new Steering.Rearm(reason);
                case "STAND_DOWN" -> new Steering.StandDown(reason);
                default -> throw Fault.corrupt("a command is stored with the steering " + kind);
            };
        }
    }
}
