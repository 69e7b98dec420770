package ats.adapters.postgres;

import module java.base;

import ats.learning.store.MonitorStore;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Looks at features and models as rows.
public final class PostgresMonitorStore implements MonitorStore {

    private static final String SAVE_DRIFT =
            """
            INSERT INTO drift_looks (feature, at, model, psi, p, drifted) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (feature, at, model) DO UPDATE
            SET psi = excluded.psi, p = excluded.p, drifted = excluded.drifted
            """;

    private static final String SAVE_SKILL =
            """
            INSERT INTO skill_looks (model, at, outcomes, skill, error) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (model, at) DO UPDATE
            SET outcomes = excluded.outcomes, skill = excluded.skill, error = excluded.error
            """;

    private static final String DRIFT =
            """
            SELECT DISTINCT ON (feature) * FROM drift_looks
            ORDER BY feature, at DESC, model DESC
            """;

    private static final String SKILL =
            "SELECT * FROM skill_looks WHERE model = ? ORDER BY at DESC LIMIT ?";

    private final Database database;

    public PostgresMonitorStore(Database database) {
        this.database = database;
    }

    @Override
    public void save(List<DriftRow> rows) {
        database.transaction(
                "store " + rows.size() + " looks at features",
                connection -> {
                    try (var statement = connection.prepareStatement(SAVE_DRIFT)) {
                        for (var row : rows) {
                            statement.setString(1, row.feature());
                            statement.setLong(2, row.at());
                            statement.setString(3, row.model());
                            statement.setDouble(4, row.psi());
                            statement.setDouble(5, row.p());
                            statement.setBoolean(6, row.drifted());
                            statement.addBatch();
                        }
                        return statement.executeBatch().length;
                    }
                });
    }

    @Override
    public void save(SkillRow row) {
        database.call(
                "store the skill of " + row.model(),
                connection -> {
                    try (var statement = connection.prepareStatement(SAVE_SKILL)) {
                        statement.setString(1, row.model());
                        statement.setLong(2, row.at());
                        statement.setLong(3, row.count());
                        statement.setDouble(4, row.skill());
                        statement.setDouble(5, row.error());
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public List<DriftRow> drift() {
        return database.call(
                "read the newest looks at features",
                connection -> {
                    try (var statement = connection.prepareStatement(DRIFT)) {
                        return Rows.all(statement, PostgresMonitorStore::drift);
                    }
                });
    }

    @Override
    public List<SkillRow> skill(String model, int count) {
        return database.call(
                "read the skill of " + model,
                connection -> {
                    try (var statement = connection.prepareStatement(SKILL)) {
                        statement.setString(1, model);
                        statement.setInt(2, count);
                        return Rows.all(statement, PostgresMonitorStore::skill);
                    }
                });
    }

    private static DriftRow drift(ResultSet row) throws SQLException {
        return new DriftRow(
                row.getLong("at"),
                row.getString("model"),
                row.getString("feature"),
                row.getDouble("psi"),
                row.getDouble("p"),
                row.getBoolean("drifted"));
    }

    private static SkillRow skill(ResultSet row) throws SQLException {
        return new SkillRow(
                row.getLong("at"),
                row.getString("model"),
                row.getLong("outcomes"),
                row.getDouble("skill"),
                row.getDouble("error"));
    }
}
