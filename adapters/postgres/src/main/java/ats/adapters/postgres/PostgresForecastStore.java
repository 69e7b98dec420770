package ats.adapters.postgres;

import module java.base;

import ats.domain.Symbol;
import ats.learning.store.ForecastStore;

import java.sql.Connection;
import java.sql.SQLException;

/// Forecasts in one table, a list by one statement. They can be made again, so nothing waits for
/// the disk.
public final class PostgresForecastStore implements ForecastStore {

    /// A longer list is written in several transactions, so that none runs into a time-out.
    private static final int ROWS_AT_ONCE = 25_000;

    private static final String SAVE =
            """
            INSERT INTO forecasts (model_id, symbol_id, at, forecast)
            SELECT * FROM unnest(?::integer[], ?::integer[], ?::bigint[], ?::float8[])
            ON CONFLICT (model_id, at, symbol_id) DO NOTHING
            """;

    /// Of those told twice in one list, the last one stands.
    private static final String REALIZE =
            """
            WITH told AS (
                SELECT DISTINCT ON (model_id, symbol_id, at) model_id, symbol_id, at, outcome
                FROM unnest(?::integer[], ?::integer[], ?::bigint[], ?::float8[])
                     WITH ORDINALITY AS list (model_id, symbol_id, at, outcome, place)
                ORDER BY model_id, symbol_id, at, place DESC)
            UPDATE forecasts SET outcome = told.outcome FROM told
            WHERE forecasts.model_id = told.model_id AND forecasts.at = told.at
              AND forecasts.symbol_id = told.symbol_id
            """;

    private static final String READ =
            """
            SELECT instrument.symbol, at, forecast, outcome
            FROM forecasts JOIN instruments instrument ON instrument.id = symbol_id
            WHERE model_id = ? AND at >= ? AND at < ?
            ORDER BY at, instrument.symbol COLLATE "C"
            """;

    private static final String COUNTS =
            """
            SELECT model, count(*) FROM forecasts JOIN forecasters ON id = model_id GROUP BY model
            """;

    private final Database database;
    private final Numbers<String> models;
    private final Numbers<Symbol> instruments;

    public PostgresForecastStore(Database database) {
        this.database = database;
        models = new Numbers<>(database, "forecasters", "model", model -> model);
        instruments = Numbers.ofSymbols(database);
    }

    @Override
    public void save(List<Forecast> forecasts) {
        var byModel = models.number(names(forecasts, Forecast::model));
        var bySymbol = instruments.number(names(forecasts, Forecast::symbol));
        write(
                "store " + forecasts.size() + " forecasts",
                SAVE,
                forecasts.stream()
                        .map(
                                forecast ->
                                        new Row(
                                                number(byModel, forecast.model()),
                                                number(bySymbol, forecast.symbol()),
                                                forecast.at(),
                                                forecast.value()))
                        .toList());
    }

    @Override
    public void realize(List<Outcome> outcomes) {
        var byModel = models.find(names(outcomes, Outcome::model));
        var bySymbol = instruments.find(names(outcomes, Outcome::symbol));
        write(
                "store " + outcomes.size() + " outcomes",
                REALIZE,
                outcomes.stream()
                        .filter(outcome -> byModel.containsKey(outcome.model()))
                        .filter(outcome -> bySymbol.containsKey(outcome.symbol()))
                        .map(
                                outcome ->
                                        new Row(
                                                number(byModel, outcome.model()),
                                                number(bySymbol, outcome.symbol()),
                                                outcome.at(),
                                                outcome.value()))
                        .toList());
    }

    private void write(String doing, String sql, List<Row> rows) {
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            var part = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
            database.relaxed(doing, connection -> write(connection, sql, part));
        }
    }

    private static int write(Connection connection, String sql, List<Row> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("int4", column(rows, Row::model)));
            statement.setArray(2, connection.createArrayOf("int4", column(rows, Row::symbol)));
            statement.setArray(3, connection.createArrayOf("int8", column(rows, Row::at)));
            statement.setArray(4, connection.createArrayOf("float8", column(rows, Row::value)));
            return statement.executeUpdate();
        }
    }

    @Override
    public List<Judged> read(String model, long from, long to) {
        var number = models.find(model);
        if (number.isEmpty()) {
            return List.of();
        }
        return database.call(
                "read the forecasts of " + model,
                connection -> {
                    try (var statement = connection.prepareStatement(READ)) {
                        statement.setInt(1, number.getAsInt());
                        statement.setLong(2, from);
                        statement.setLong(3, to);
                        return Rows.all(
                                statement,
                                row ->
                                        new Judged(
                                                new Symbol(row.getString(1)),
                                                row.getLong(2),
                                                row.getDouble(3),
                                                row.getDouble(4)));
                    }
                });
    }

    @Override
    public SortedMap<String, Long> counts() {
        return database.call(
                "count the forecasts",
                connection -> {
                    var counts = new TreeMap<String, Long>();
                    try (var statement = connection.prepareStatement(COUNTS);
                            var row = statement.executeQuery()) {
                        while (row.next()) {
                            counts.put(row.getString(1), row.getLong(2));
                        }
                    }
                    return Collections.unmodifiableSortedMap(counts);
                });
    }

    private static <R, N> Set<N> names(List<R> rows, Function<R, N> name) {
        return rows.stream().map(name).collect(Collectors.toSet());
    }

    private static <N> int number(Map<N, Integer> numbers, N name) {
        return Objects.requireNonNull(numbers.get(name), "a numbered name");
    }

    private static Object[] column(List<Row> rows, Function<Row, Object> value) {
        return rows.stream().map(value).toArray();
    }

    private record Row(int model, int symbol, long at, double value) {}
}
