package ats.adapters.postgres;

import module java.base;

import ats.learning.model.Stage;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelRecord.Step;
import ats.learning.store.ModelStore;
import ats.learning.store.Trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Models as rows that are locked while they move; an index keeps a second champion out whoever
/// writes. Trials and steps are in tables that only grow.
public final class PostgresModelStore implements ModelStore {

    private static final String REGISTER =
            """
            INSERT INTO models (hash, feature_set, job, card, passed, trained_to, registered_at,
                                stage)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (hash) DO NOTHING
            """;

    private static final String ADD_TRIAL =
            """
            INSERT INTO trials (job, configuration, sharpe) VALUES (?, ?, ?)
            ON CONFLICT (job, configuration) DO NOTHING
            """;

    private static final String TRIALS =
            "SELECT job, configuration, sharpe FROM trials ORDER BY recorded";

    /// In one order for all, so that no two moves wait for each other.
    private static final String LOCK =
            "SELECT hash, stage FROM models WHERE hash = ANY (?) ORDER BY hash FOR UPDATE";

    private static final String PLACE = "UPDATE models SET stage = ? WHERE hash = ?";

    private static final String ADD_STEP =
            """
            INSERT INTO model_steps (at, hash, from_stage, to_stage, who, reason)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String CHAMPION = "SELECT * FROM models WHERE stage = 'CHAMPION'";

    private static final String FIND = "SELECT * FROM models WHERE hash = ?";

    private static final String ALL =
            "SELECT * FROM models ORDER BY registered_at DESC, recorded DESC";

    private static final String HISTORY = "SELECT * FROM model_steps ORDER BY recorded";

    private static final String NOT_UNIQUE = "23505";

    private final Database database;

    public PostgresModelStore(Database database) {
        this.database = database;
    }

    @Override
    public void register(ModelRecord model, List<Trial> trials) {
        if (model.stage() != Stage.CANDIDATE) {
            throw new IllegalArgumentException(
                    "the model "
                            + model.hash()
                            + " is "
                            + model.stage()
                            + "; it must start as a"
                            + " CANDIDATE");
        }
        database.transaction(
                "register the model " + model.hash(),
                connection -> {
                    add(connection, trials);
                    return add(connection, model);
                });
    }

    private static int add(Connection connection, ModelRecord model) throws SQLException {
        try (var statement = connection.prepareStatement(REGISTER)) {
            statement.setString(1, model.hash());
            statement.setString(2, model.featureSet());
            statement.setString(3, model.job());
            statement.setString(4, model.card());
            statement.setBoolean(5, model.passed());
            statement.setLong(6, model.trainedTo());
            statement.setLong(7, model.registeredAt());
            statement.setString(8, model.stage().name());
            return statement.executeUpdate();
        }
    }

    private static void add(Connection connection, List<Trial> trials) throws SQLException {
        try (var statement = connection.prepareStatement(ADD_TRIAL)) {
            for (var trial : trials) {
                statement.setString(1, trial.job());
                statement.setString(2, trial.configuration());
                statement.setDouble(3, trial.sharpe());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public List<Trial> trials() {
        return all(
                "read the trials",
                TRIALS,
                row -> new Trial(row.getString(1), row.getString(2), row.getDouble(3)));
    }

    @Override
    public void move(List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        var hashes = steps.stream().map(Step::hash).collect(Collectors.toCollection(TreeSet::new));
        database.transaction(
                "move the models " + hashes,
                connection -> {
                    var stages = lock(connection, hashes);
                    walk(stages, steps);
                    place(connection, stages);
                    for (var step : steps) {
                        add(connection, step);
                    }
                    return steps.size();
                });
    }

    private static SortedMap<String, Stage> lock(Connection connection, Set<String> hashes)
            throws SQLException {
        var stages = new TreeMap<String, Stage>();
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, connection.createArrayOf("text", hashes.toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    stages.put(row.getString(1), Stage.valueOf(row.getString(2)));
                }
            }
        }
        return stages;
    }

    private static void walk(SortedMap<String, Stage> stages, List<Step> steps) {
        for (var step : steps) {
            var stage = stages.get(step.hash());
            if (stage != step.from()) {
                throw new IllegalStateException(
                        "the model "
                                + step.hash()
                                + " cannot move from "
                                + step.from()
                                + " to "
                                + step.to()
                                + ": it is "
                                + (stage == null ? "not registered" : stage.name()));
            }
            stages.put(step.hash(), step.to());
        }
    }

    /// Who stops being champion makes room first.
    private static void place(Connection connection, SortedMap<String, Stage> stages)
            throws SQLException {
        try (var statement = connection.prepareStatement(PLACE)) {
            for (boolean champion : List.of(false, true)) {
                for (var model : stages.entrySet()) {
                    if ((model.getValue() == Stage.CHAMPION) == champion) {
                        statement.setString(1, model.getValue().name());
                        statement.setString(2, model.getKey());
                        statement.executeUpdate();
                    }
                }
            }
        } catch (SQLException failure) {
            if (SqlFaults.state(failure).equals(NOT_UNIQUE)) {
                throw new IllegalStateException("there would be two champions", failure);
            }
            throw failure;
        }
    }

    private static void add(Connection connection, Step step) throws SQLException {
        try (var statement = connection.prepareStatement(ADD_STEP)) {
            statement.setLong(1, step.at());
            statement.setString(2, step.hash());
            statement.setString(3, step.from().name());
            statement.setString(4, step.to().name());
            statement.setString(5, step.who());
            statement.setString(6, step.reason());
            statement.executeUpdate();
        }
        var details = (step.from() + " to " + step.to() + " " + step.reason()).strip();
        AuditEvents.add(connection, step.who(), "model.moved", step.hash(), details);
    }

    @Override
    public Optional<ModelRecord> champion() {
        return database.call(
                "look up the champion",
                connection -> {
                    try (var statement = connection.prepareStatement(CHAMPION)) {
                        return Rows.first(statement, PostgresModelStore::model);
                    }
                });
    }

    @Override
    public Optional<ModelRecord> find(String hash) {
        return database.call(
                "look up the model " + hash,
                connection -> {
                    try (var statement = connection.prepareStatement(FIND)) {
                        statement.setString(1, hash);
                        return Rows.first(statement, PostgresModelStore::model);
                    }
                });
    }

    @Override
    public List<ModelRecord> all() {
        return all("read the models", ALL, PostgresModelStore::model);
    }

    @Override
    public List<Step> history() {
        return all("read the history of the models", HISTORY, PostgresModelStore::step);
    }

    private <T> List<T> all(String doing, String sql, Rows.Reader<T> reader) {
        return database.call(
                doing,
                connection -> {
                    try (var statement = connection.prepareStatement(sql)) {
                        return Rows.all(statement, reader);
                    }
                });
    }

    private static ModelRecord model(ResultSet row) throws SQLException {
        return new ModelRecord(
                row.getString("hash"),
                row.getString("feature_set"),
                row.getString("job"),
                row.getString("card"),
                row.getBoolean("passed"),
                row.getLong("trained_to"),
                row.getLong("registered_at"),
                Stage.valueOf(row.getString("stage")));
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getLong("at"),
                row.getString("hash"),
                Stage.valueOf(row.getString("from_stage")),
                Stage.valueOf(row.getString("to_stage")),
                row.getString("who"),
                row.getString("reason"));
    }
}
