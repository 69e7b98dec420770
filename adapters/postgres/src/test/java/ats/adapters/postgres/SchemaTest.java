package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

    private boolean chunked() {
        return !Tables.ask(
                        database, "SELECT extname FROM pg_extension WHERE extname = 'timescaledb'")
                .isEmpty();
    }
}
