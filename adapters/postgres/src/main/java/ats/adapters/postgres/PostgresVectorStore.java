package ats.adapters.postgres;

import module java.base;

import ats.domain.Symbol;
import ats.learning.store.VectorStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Feature vectors in one table. They can be made again, so nothing waits for the disk. What fills
/// an empty stretch goes in by plain COPY, what may be there already by way of a temporary table.
public final class PostgresVectorStore implements VectorStore {

    /// A longer list is written in several transactions and read by several statements, so that
    /// none runs into a time-out and no snapshot is held for long.
    private static final int ROWS_AT_ONCE = 25_000;

    /// Up to here single statements are cheaper than a temporary table.
    private static final int ROWS_BY_STATEMENT_MAX = 200;

    private static final String SAVE_SET =
            """
            INSERT INTO feature_sets (version, text) VALUES (?, ?) ON CONFLICT (version) DO NOTHING
            """;

    private static final String SET = "SELECT text FROM feature_sets WHERE version = ?";

    private static final String UNLESS_THE_SAME =
            """
            ON CONFLICT (set_id, at, symbol_id) DO UPDATE
            SET learned_at = excluded.learned_at, floats = excluded.floats
            WHERE (feature_vectors.learned_at, feature_vectors.floats)
                  IS DISTINCT FROM (excluded.learned_at, excluded.floats)
            """;

    private static final String INSERT =
            "INSERT INTO feature_vectors (%s) VALUES (?, ?, ?, ?, ?) %s"
                    .formatted(VectorRows.COLUMNS, UNLESS_THE_SAME);

    private static final String INCOMING =
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS vectors_incoming (LIKE feature_vectors)
            ON COMMIT DELETE ROWS
            """;

    private static final String MERGE =
            "INSERT INTO feature_vectors (%1$s) SELECT %1$s FROM vectors_incoming %2$s"
                    .formatted(VectorRows.COLUMNS, UNLESS_THE_SAME);

    /// Whoever uses COPY is alone, so that nobody fills the stretch that was found empty.
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('feature_vectors'))";

    private static final String BESIDE_OTHERS =
            "SELECT pg_advisory_xact_lock_shared(hashtext('feature_vectors'))";

    private static final String TAKEN =
            """
            SELECT FROM feature_vectors
            WHERE set_id = ? AND at BETWEEN ? AND ? AND symbol_id = ANY (?)
            LIMIT 1
            """;

    /// The next rows after one; that `at` is not before it says nothing new, but is what chunks are
    /// left out by.
    private static final String READ =
            """
            SELECT vector.at, vector.learned_at, vector.symbol_id, vector.floats,
                   instrument.symbol
            FROM feature_vectors vector JOIN instruments instrument ON instrument.id = symbol_id
            WHERE set_id = ? AND at >= ? AND at < ? AND (at, symbol_id) > (?, ?)
            ORDER BY at, symbol_id LIMIT ?
            """;

    private static final String COUNT = "SELECT count(*) FROM feature_vectors WHERE set_id = ?";

    private final Database database;
    private final Numbers<String> sets;
    private final Numbers<Symbol> instruments;

    public PostgresVectorStore(Database database) {
        this.database = database;
        sets = new Numbers<>(database, "feature_sets", "version", version -> version);
        instruments = Numbers.ofSymbols(database);
    }

    @Override
    public void saveSet(String version, String text) {
        database.call(
                "store the feature set " + version,
                connection -> {
                    try (var statement = connection.prepareStatement(SAVE_SET)) {
                        statement.setString(1, version);
                        statement.setString(2, text);
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public Optional<String> set(String version) {
        return database.call(
                "look up the feature set " + version,
                connection -> {
                    try (var statement = connection.prepareStatement(SET)) {
                        statement.setString(1, version);
                        return Rows.first(statement, row -> row.getString(1));
                    }
                });
    }

    @Override
    public void save(String version, List<Row> rows) {
        int set =
                sets.find(version)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no feature set " + version + " is stored"));
        var symbols = rows.stream().map(Row::symbol).collect(Collectors.toSet());
        var writer = new VectorRows(set, instruments.number(symbols));
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            var part = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
            database.relaxed(
                    "store " + part.size() + " feature vectors",
                    connection -> {
                        if (part.size() <= ROWS_BY_STATEMENT_MAX) {
                            insert(connection, writer, part);
                        } else {
                            copy(connection, set, writer, part);
                        }
                        return part.size();
                    });
        }
    }

    private static void insert(Connection connection, VectorRows writer, List<Row> rows)
            throws SQLException {
        execute(connection, BESIDE_OTHERS);
        try (var statement = connection.prepareStatement(INSERT)) {
            for (var row : rows) {
                writer.fill(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void copy(Connection connection, int set, VectorRows writer, List<Row> rows)
            throws SQLException {
        var places = new LinkedHashMap<Place, Row>();
        rows.forEach(row -> places.put(new Place(row.symbol(), row.at()), row));
        execute(connection, ALONE);
        if (taken(connection, set, writer, places.keySet())) {
            execute(connection, INCOMING);
            writer.copy(connection, "vectors_incoming", places.values());
            execute(connection, MERGE);
        } else {
            writer.copy(connection, "feature_vectors", places.values());
        }
    }

    private static boolean taken(
            Connection connection, int set, VectorRows writer, Set<Place> places)
            throws SQLException {
        var span = places.stream().mapToLong(Place::at).summaryStatistics();
        var numbers = places.stream().map(Place::symbol).distinct().map(writer::number).toArray();
        try (var statement = connection.prepareStatement(TAKEN)) {
            statement.setInt(1, set);
            statement.setLong(2, span.getMin());
            statement.setLong(3, span.getMax());
            statement.setArray(4, connection.createArrayOf("int4", numbers));
            return Rows.first(statement, _ -> true).isPresent();
        }
    }

    @Override
    public List<Row> read(String version, long from, long to) {
        var set = sets.find(version);
        if (set.isEmpty()) {
            return List.of();
        }
        var rows = new ArrayList<Row>();
        var symbols = new HashMap<Integer, Symbol>();
        var next = Optional.of(new Position(from, 0));
        while (next.isPresent()) {
            var after = next.get();
            next =
                    database.call(
                            "read feature vectors",
                            connection -> {
                                try (var statement = connection.prepareStatement(READ)) {
                                    statement.setInt(1, set.getAsInt());
                                    statement.setLong(2, after.at());
                                    statement.setLong(3, to);
                                    statement.setLong(4, after.at());
                                    statement.setInt(5, after.symbol());
                                    statement.setInt(6, ROWS_AT_ONCE);
                                    return append(statement, symbols, rows);
                                }
                            });
        }
        rows.sort(Comparator.comparingLong(Row::at).thenComparing(Row::symbol));
        return Collections.unmodifiableList(rows);
    }

    /// Where to go on, if there may be more.
    private static Optional<Position> append(
            PreparedStatement statement, Map<Integer, Symbol> symbols, List<Row> rows)
            throws SQLException {
        var last = new Position(0, 0);
        int count = 0;
        try (var row = statement.executeQuery()) {
            while (row.next()) {
                int number = row.getInt("symbol_id");
                var text = row.getString("symbol");
                var symbol = symbols.computeIfAbsent(number, _ -> new Symbol(text));
                rows.add(VectorRows.read(symbol, row));
                last = new Position(rows.getLast().at(), number);
                count++;
            }
        }
        return count == ROWS_AT_ONCE ? Optional.of(last) : Optional.empty();
    }

    @Override
    public long count(String version) {
        var set = sets.find(version);
        if (set.isEmpty()) {
            return 0;
        }
        return database.call(
                "count the feature vectors of " + version,
                connection -> {
                    try (var statement = connection.prepareStatement(COUNT)) {
                        statement.setInt(1, set.getAsInt());
                        return Rows.first(statement, row -> row.getLong(1)).orElse(0L);
                    }
                });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Place(Symbol symbol, long at) {}

    /// A vector's place in the order of the table's key.
    private record Position(long at, int symbol) {}
}
