package ats.adapters.postgres;

import module java.base;

import ats.platform.Fault;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/// Says of a failed statement whether it may pass, was wrong, or shows broken books.
final class SqlFaults {

    private static final String DISK_FULL = "53100";

    /// Lost connections, a server that stops or starts, no room, deadlocks, time-outs.
    private static final List<String> PASSING =
            List.of("08", "53", "57P0", "57014", "40001", "40P01", "55P03", "25P03", "58030");

    /// Bad credentials, no such database, wrong SQL.
    private static final List<String> MISUSED = List.of("28", "3D", "42", "0A", "25006");

    private SqlFaults() {}

    static Fault from(String doing, SQLException failure) {
        var state = state(failure);
        var line = doing + ": " + firstLine(failure) + (state.isEmpty() ? "" : " [" + state + "]");
        if (state.equals(DISK_FULL)) {
            return Fault.retryable(
                    "the database's disk is full, free space; it could not " + line, failure);
        }
        if (passes(failure)) {
            return Fault.retryable("the database could not " + line, failure);
        }
        if (MISUSED.stream().anyMatch(state::startsWith)) {
            return Fault.misuse("the database refused to " + line, failure);
        }
        return Fault.corrupt("the database refused to " + line, failure);
    }

    static boolean passes(SQLException failure) {
        var state = state(failure);
        return failure instanceof SQLTransientConnectionException
                || PASSING.stream().anyMatch(state::startsWith);
    }

    static String state(SQLException failure) {
        return Objects.requireNonNullElse(failure.getSQLState(), "");
    }

    private static String firstLine(SQLException failure) {
        // a batch hides the server's words in the next exception
        var told = failure.getNextException() == null ? failure : failure.getNextException();
        return Objects.requireNonNullElse(told.getMessage(), "no reason given")
                .lines()
                .findFirst()
                .orElse("no reason given");
    }
}
