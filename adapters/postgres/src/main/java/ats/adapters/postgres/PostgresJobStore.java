package ats.adapters.postgres;

import module java.base;

import ats.learning.store.Job;
import ats.learning.store.JobStore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Jobs as rows that takers lock past each other; who is still alive tells the database's clock.
public final class PostgresJobStore implements JobStore {

    private static final String FILE =
            """
            INSERT INTO jobs (id, kind, request, cause, requested_at, visible_at, state, fraction,
                              doing)
            VALUES (?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String TAKER_IS_LOST =
            "state = 'RUNNING' AND heard_at < clock_timestamp() - interval '%d seconds'"
                    .formatted(SILENCE_MAX.toSeconds());

    private static final String END_WHAT_WAS_LOST_AND_CANCELED =
            """
            UPDATE jobs SET state = 'CANCELED', reason = 'canceled; its taker was gone'
            WHERE kind = ? AND cancel_asked AND %s
            """
                    .formatted(TAKER_IS_LOST);

    private static final String TAKE =
            """
            UPDATE jobs
            SET state = 'RUNNING', taker = ?, heard_at = clock_timestamp(), fraction = 0,
                doing = 'starts'
            WHERE id = (SELECT id FROM jobs
                        WHERE kind = ? AND NOT cancel_asked AND (state = 'QUEUED' OR %s)
                        ORDER BY requested_at, id LIMIT 1
                        FOR UPDATE SKIP LOCKED)
            RETURNING *
            """
                    .formatted(TAKER_IS_LOST);

    private static final String REPORT =
            """
            UPDATE jobs SET heard_at = clock_timestamp(), fraction = ?, doing = ?
            WHERE id = ? AND taker = ? AND state = 'RUNNING'
            RETURNING NOT cancel_asked
            """;

    private static final String FINISH =
            """
            UPDATE jobs
            SET state = ?, output = ?, reason = ?,
                fraction = CASE WHEN ? THEN 1 ELSE fraction END
            WHERE id = ? AND taker = ? AND state = 'RUNNING'
            """;

    private static final String RELEASE =
            """
            UPDATE jobs
            SET state = CASE WHEN cancel_asked THEN 'CANCELED' ELSE 'QUEUED' END,
                reason = CASE WHEN cancel_asked THEN 'canceled; its taker was gone' ELSE '' END,
                fraction = 0, doing = 'waits'
            WHERE taker = ? AND state = 'RUNNING'
            """;

    /// In SQL every right side sees the row as it was.
    private static final String CANCEL =
            """
            UPDATE jobs
            SET cancel_asked = true,
                state = CASE WHEN state = 'QUEUED' OR (%1$s) THEN 'CANCELED' ELSE state END,
                reason = CASE WHEN state = 'QUEUED' THEN 'canceled before it began'
                              WHEN %1$s THEN 'canceled; its taker was gone'
                              ELSE reason END
            WHERE id = ? AND state IN ('QUEUED', 'RUNNING')
            """
                    .formatted(TAKER_IS_LOST);

    private static final String FIND = "SELECT * FROM jobs WHERE id = ?";

    private static final String NEWEST =
            "SELECT * FROM jobs ORDER BY requested_at DESC, id DESC LIMIT ?";

    private final Database database;

    public PostgresJobStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean file(Job job) {
        if (job.state() != Job.State.QUEUED) {
            throw new IllegalArgumentException(
                    "the job " + job.id() + " is " + job.state() + "; only a queued one is filed");
        }
        return database.call(
                "file the job " + job.id(),
                connection -> {
                    try (var statement = connection.prepareStatement(FILE)) {
                        statement.setString(1, job.id());
                        statement.setString(2, job.kind().name());
                        statement.setString(3, job.request());
                        statement.setString(4, job.cause());
                        statement.setLong(5, job.requestedAt());
                        statement.setLong(6, job.visibleAt());
                        statement.setDouble(7, job.progress().fraction());
                        statement.setString(8, job.progress().doing());
                        return statement.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public Optional<Job> take(Job.Kind kind, String taker) {
        return database.transaction(
                "take a job for " + taker, connection -> take(connection, kind, taker));
    }

    private static Optional<Job> take(Connection connection, Job.Kind kind, String taker)
            throws SQLException {
        try (var end = connection.prepareStatement(END_WHAT_WAS_LOST_AND_CANCELED);
                var take = connection.prepareStatement(TAKE)) {
            end.setString(1, kind.name());
            end.executeUpdate();
            take.setString(1, taker);
            take.setString(2, kind.name());
            return Rows.first(take, PostgresJobStore::read);
        }
    }

    /// What was said last may get lost in a crash, which costs nothing: it need not reach the disk.
    @Override
    public boolean report(String id, String taker, double fraction, String doing) {
        var progress = new Job.Progress(Job.State.RUNNING, fraction, doing, false);
        return database.relaxed(
                "note how far the job " + id + " is",
                connection -> {
                    try (var statement = connection.prepareStatement(REPORT)) {
                        statement.setDouble(1, progress.fraction());
                        statement.setString(2, progress.doing());
                        statement.setString(3, id);
                        statement.setString(4, taker);
                        return Rows.first(statement, row -> row.getBoolean(1)).orElse(false);
                    }
                });
    }

    @Override
    public void finish(String id, String taker, Job.State state, Job.Result result) {
        if (!state.over()) {
            throw new IllegalArgumentException(
                    "the job " + id + " cannot end as " + state + ", which is no end");
        }
        database.call(
                "end the job " + id,
                connection -> {
                    try (var statement = connection.prepareStatement(FINISH)) {
                        statement.setString(1, state.name());
                        statement.setString(2, result.output());
                        statement.setString(3, result.reason());
                        statement.setBoolean(4, state == Job.State.DONE);
                        statement.setString(5, id);
                        statement.setString(6, taker);
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public void release(String taker) {
        database.call(
                "put back the jobs of " + taker,
                connection -> {
                    try (var statement = connection.prepareStatement(RELEASE)) {
                        statement.setString(1, taker);
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public boolean cancel(String id) {
        return database.call(
                "cancel the job " + id,
                connection -> {
                    try (var statement = connection.prepareStatement(CANCEL)) {
                        statement.setString(1, id);
                        return statement.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public Optional<Job> find(String id) {
        return database.call(
                "look up the job " + id,
                connection -> {
                    try (var statement = connection.prepareStatement(FIND)) {
                        statement.setString(1, id);
                        return Rows.first(statement, PostgresJobStore::read);
                    }
                });
    }

    @Override
    public List<Job> newest(int count) {
        return database.call(
                "read the newest jobs",
                connection -> {
                    try (var statement = connection.prepareStatement(NEWEST)) {
                        statement.setInt(1, count);
                        return Rows.all(statement, PostgresJobStore::read);
                    }
                });
    }

    private static Job read(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                Job.Kind.valueOf(row.getString("kind")),
                row.getString("request"),
                row.getString("cause"),
                row.getLong("requested_at"),
                row.getLong("visible_at"),
                new Job.Progress(
                        Job.State.valueOf(row.getString("state")),
                        row.getDouble("fraction"),
                        row.getString("doing"),
                        row.getBoolean("cancel_asked")),
                new Job.Result(row.getString("output"), row.getString("reason")));
    }
}
