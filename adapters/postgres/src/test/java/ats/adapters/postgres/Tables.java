package ats.adapters.postgres;

import module java.base;

/// What tests do to tables past the stores.
final class Tables {

    private static final String LEARNING =
            "jobs, job_parts, models, model_steps, trials, feature_sets, feature_vectors,"
                    + " forecasters, forecasts, drift_looks, skill_looks, learning_requests";

    private Tables() {}

    /// Makes learning forget everything, also what only grows.
    static Database emptied(Database database) {
        return database.transaction(
                "empty the tables of learning",
                connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("SET LOCAL session_replication_role = replica");
                        statement.execute("TRUNCATE " + LEARNING);
                    }
                    return database;
                });
    }

    static int execute(Database database, String sql) {
        return database.call(
                "do as a test asks",
                connection -> {
                    try (var statement = connection.createStatement()) {
                        return statement.executeUpdate(sql);
                    }
                });
    }

    /// The first column of all rows.
    static List<String> ask(Database database, String sql) {
        return database.call(
                "answer a test",
                connection -> {
                    try (var statement = connection.prepareStatement(sql)) {
                        return Rows.all(statement, row -> row.getString(1));
                    }
                });
    }
}
