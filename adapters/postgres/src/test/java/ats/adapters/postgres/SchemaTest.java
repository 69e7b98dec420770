package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The migrations make the same tables on every server; TimescaleDB keeps some of them in chunks.
@ExtendWith(SharedDatabase.class)
final class SchemaTest {

    private static final String COLUMNS =
            """
            SELECT format('%s.%s %s%s%s', table_name, column_name, data_type,
                          CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END,
                          ' default ' || column_default)
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name NOT LIKE 'flyway%'
            """;

    private static final String CONSTRAINTS =
            """
            SELECT format('%s: %s', conrelid::regclass, pg_get_constraintdef(oid))
            FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u')
              AND conrelid <> 0 AND conrelid::regclass::text NOT LIKE 'flyway%'
            """;

    private static final String INDEXES =
            """
            SELECT indexdef FROM pg_indexes
            WHERE schemaname = 'public' AND tablename NOT LIKE 'flyway%'
            """;

    /// An index over each hypertable's time, which TimescaleDB makes by itself.
    private static final String ADDED =
            """
            SELECT format('%s_%s_idx', hypertable_name, column_name)
            FROM timescaledb_information.dimensions
            """;

    private final Database database;

    SchemaTest(Database database) {
        this.database = database;
    }

    @Test
    void isTheSameOnEveryServer() throws IOException {
        var added = chunked() ? Set.copyOf(Tables.ask(database, ADDED)) : Set.<String>of();
        var found =
                Stream.of(COLUMNS, CONSTRAINTS, INDEXES)
                        .flatMap(sql -> Tables.ask(database, sql).stream().sorted())
                        .filter(line -> added.stream().noneMatch(line::contains))
                        .toList();
        var written = Path.of("target", "schema.txt");
        Files.write(written, found);

        var expected = Path.of("src", "test", "resources", "schema.txt");
        assertThat(found)
                .as("cp adapters/postgres/%s adapters/postgres/%s", written, expected)
                .isEqualTo(Files.readAllLines(expected));
    }

    @Test
    void keepsWhatGrowsWithTheMarketInChunksWhereItCan() {
        if (chunked()) {
            assertThat(
                            Tables.ask(
                                    database,
                                    "SELECT hypertable_name FROM"
                                            + " timescaledb_information.hypertables"))
                    .containsExactlyInAnyOrder(
                            "bars", "flow_alerts", "feature_vectors", "forecasts");
        } else {
            assertThat(
                            Tables.ask(
                                    database,
                                    "SELECT name FROM pg_available_extensions WHERE name ="
                                            + " 'timescaledb'"))
                    .isEmpty();
        }
    }

    @Test
    void knowsEveryScript() throws Exception {
        var folder = Path.of(Schema.class.getResource("/" + Schema.FOLDER).toURI());
        try (var scripts = Files.list(folder)) {
            assertThat(scripts.map(script -> script.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Schema.SCRIPTS);
        }
    }

    @Test
    void isCurrentOnceItsScriptsHaveRun() {
        assertThat(database.call("look", Schema::current)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '3'",
                "UPDATE flyway_schema_history SET success = false WHERE version = '8'",
                "DELETE FROM flyway_schema_history WHERE version = '8'",
                "UPDATE flyway_schema_history SET installed_rank = 99 WHERE version = '1'",
                "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type,"
                        + " 'V99__later.sql', 1, installed_by, installed_on, 1, true FROM"
                        + " flyway_schema_history WHERE version = '1'",
                "DROP TABLE flyway_schema_history"
            })
    void isNotCurrentWithAnotherHistory(String change) {
        var current =
                database.call(
                        "try it",
                        connection -> {
                            connection.setAutoCommit(false);
                            try (var statement = connection.createStatement()) {
                                statement.execute(change);
                                return Schema.current(connection);
                            } finally {
                                connection.rollback();
                            }
                        });
        assertThat(current).isFalse();
    }

    private boolean chunked() {
        return !Tables.ask(
                        database, "SELECT extname FROM pg_extension WHERE extname = 'timescaledb'")
                .isEmpty();
    }
}
