package ats.adapters.postgres;

import module java.base;

import ats.learning.store.Job;
import ats.learning.store.JobStore;
import ats.learning.store.Part;
import ats.learning.store.PartStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Parts of jobs as rows that takers lock past each other. None of it waits for the disk: a part
/// that is forgotten in a crash is made again.
public final class PostgresPartStore implements PartStore {

    private static final String HOLDS =
            "SELECT FROM jobs WHERE id = ? AND taker = ? AND state = 'RUNNING' FOR SHARE";

    private static final String FORGET_OTHERS =
            "DELETE FROM job_parts WHERE job = ? AND recipe <> ?";

    private static final String DIVIDE =
            """
            INSERT INTO job_parts (job, number, recipe, state)
            SELECT ?, number, ?, 'QUEUED' FROM generate_series(0, ? - 1) AS number
            ON CONFLICT DO NOTHING
            """;

    private static final String WANTED =
            "jobs.state IN ('QUEUED', 'RUNNING') AND NOT jobs.cancel_asked";

    private static final String TAKE =
            """
            UPDATE job_parts AS part
            SET state = 'RUNNING', taker = ?, heard_at = clock_timestamp(), fraction = 0,
                result = ''
            FROM jobs
            WHERE jobs.id = part.job
              AND (part.job, part.number) = (
                SELECT job, number FROM job_parts JOIN jobs ON jobs.id = job
                WHERE recipe = ? AND %s
                  AND (job_parts.state = 'QUEUED'
                       OR job_parts.state = 'RUNNING'
                      AND job_parts.heard_at < clock_timestamp() - interval '%d seconds')
                ORDER BY requested_at, job, number LIMIT 1
                FOR UPDATE OF job_parts SKIP LOCKED)
            RETURNING part.*, jobs.request
            """
                    .formatted(WANTED, JobStore.SILENCE_MAX.toSeconds());

    private static final String REPORT =
            """
            UPDATE job_parts AS part SET heard_at = clock_timestamp(), fraction = ?
            FROM jobs
            WHERE jobs.id = part.job AND job = ? AND number = ? AND part.taker = ?
              AND part.state = 'RUNNING' AND %s
            """
                    .formatted(WANTED);

    private static final String FINISH =
            """
            UPDATE job_parts
            SET state = ?, result = ?, fraction = CASE WHEN ? THEN 1 ELSE 0 END
            WHERE job = ? AND number = ? AND taker = ? AND state = 'RUNNING'
            """;

    private static final String RELEASE =
            """
            UPDATE job_parts SET state = 'QUEUED', fraction = 0
            WHERE taker = ? AND state = 'RUNNING'
            """;

    private static final String AGAIN =
            """
            UPDATE job_parts
            SET state = 'RUNNING', taker = ?, heard_at = clock_timestamp(), fraction = 0,
                result = ''
            WHERE job = ? AND number = ? AND state = 'DONE' AND result = ?
            """;

    private static final String OF =
            """
            SELECT part.*, jobs.request
            FROM job_parts AS part JOIN jobs ON jobs.id = part.job
            WHERE job = ? ORDER BY number
            """;

    private static final String FORGET =
            """
            DELETE FROM job_parts USING jobs
            WHERE jobs.id = job AND jobs.state NOT IN ('QUEUED', 'RUNNING')
            """;

    private static final String NONE = "SELECT NOT EXISTS (SELECT FROM job_parts)";

    private final Database database;

    public PostgresPartStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean divide(String job, String taker, String recipe, int count) {
        return database.relaxed(
                "divide the job " + job,
                connection -> {
                    if (!holds(connection, job, taker)) {
                        return false;
                    }
                    try (var forget = connection.prepareStatement(FORGET_OTHERS);
                            var divide = connection.prepareStatement(DIVIDE)) {
                        forget.setString(1, job);
                        forget.setString(2, recipe);
                        forget.executeUpdate();
                        divide.setString(1, job);
                        divide.setString(2, recipe);
                        divide.setInt(3, count);
                        divide.executeUpdate();
                        return true;
                    }
                });
    }

    private static boolean holds(Connection connection, String job, String taker)
            throws SQLException {
        try (var holds = connection.prepareStatement(HOLDS)) {
            holds.setString(1, job);
            holds.setString(2, taker);
            return Rows.first(holds, _ -> true).isPresent();
        }
    }

    @Override
    public Optional<Part> take(String recipe, String taker) {
        return database.relaxed(
                "take a part for " + taker,
                connection -> {
                    try (var take = connection.prepareStatement(TAKE)) {
                        take.setString(1, taker);
                        take.setString(2, recipe);
                        return Rows.first(take, PostgresPartStore::read);
                    }
                });
    }

    @Override
    public boolean report(Part part, String taker, double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(named(part) + " cannot be done to " + fraction);
        }
        return database.relaxed(
                "note how far " + named(part) + " is",
                connection -> {
                    try (var report = connection.prepareStatement(REPORT)) {
                        report.setDouble(1, fraction);
                        key(report, 2, part);
                        report.setString(4, taker);
                        return report.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public void finish(Part part, String taker, Job.State state, String result) {
        var _ =
                database.relaxed(
                        "end " + named(part),
                        connection -> {
                            try (var finish = connection.prepareStatement(FINISH)) {
                                finish.setString(1, state.name());
                                finish.setString(2, result);
                                finish.setBoolean(3, state == Job.State.DONE);
                                key(finish, 4, part);
                                finish.setString(6, taker);
                                return finish.executeUpdate();
                            }
                        });
    }

    @Override
    public void release(String taker) {
        var _ =
                database.relaxed(
                        "put back the parts of " + taker,
                        connection -> {
                            try (var release = connection.prepareStatement(RELEASE)) {
                                release.setString(1, taker);
                                return release.executeUpdate();
                            }
                        });
    }

    @Override
    public boolean again(Part part, String taker) {
        return database.relaxed(
                "do " + named(part) + " once more",
                connection -> {
                    try (var again = connection.prepareStatement(AGAIN)) {
                        again.setString(1, taker);
                        key(again, 2, part);
                        again.setString(4, part.result());
                        return again.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public List<Part> of(String job) {
        return database.call(
                "read the parts of the job " + job,
                connection -> {
                    try (var of = connection.prepareStatement(OF)) {
                        of.setString(1, job);
                        return Rows.all(of, PostgresPartStore::read);
                    }
                });
    }

    @Override
    public boolean forget() {
        return database.relaxed(
                "forget the parts of jobs that are over",
                connection -> {
                    try (var forget = connection.prepareStatement(FORGET);
                            var none = connection.prepareStatement(NONE)) {
                        forget.executeUpdate();
                        return Rows.first(none, row -> row.getBoolean(1)).orElse(false);
                    }
                });
    }

    private static void key(PreparedStatement statement, int first, Part part) throws SQLException {
        statement.setString(first, part.job());
        statement.setInt(first + 1, part.number());
    }

    private static String named(Part part) {
        return "part " + part.number() + " of the job " + part.job();
    }

    private static Part read(ResultSet row) throws SQLException {
        return new Part(
                row.getString("job"),
                row.getString("request"),
                row.getInt("number"),
                Job.State.valueOf(row.getString("state")),
                row.getDouble("fraction"),
                row.getString("result"));
    }
}
