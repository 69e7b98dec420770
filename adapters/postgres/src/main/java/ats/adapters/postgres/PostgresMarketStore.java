package ats.adapters.postgres;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.port.MarketFeed.Span;
import ats.engine.store.MarketStore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Bars in one table. What is newer than everything stored goes in by plain COPY; what may be there
/// already goes by COPY into a temporary table first. Both can be fetched again, so neither waits
/// for the disk.
public final class PostgresMarketStore implements MarketStore {

    /// A longer list is written in several transactions, so that none runs into a time-out.
    private static final int ROWS_PER_TRANSACTION = 25_000;

    /// Up to here single statements are cheaper than a temporary table.
    private static final int ROWS_BY_STATEMENT_MAX = 200;

    /// A restated bar keeps the time at which the restatement was learned; a bar that merely comes
    /// again keeps the time at which it was first learned.
    private static final String UNLESS_THE_SAME =
            """
            ON CONFLICT (symbol_id, timeframe, from_at) DO UPDATE
            SET to_at = excluded.to_at, learned_at = excluded.learned_at,
                open = excluded.open, high = excluded.high, low = excluded.low,
                close = excluded.close, volume = excluded.volume,
                backfilled = excluded.backfilled
            WHERE (bars.to_at, bars.open, bars.high, bars.low, bars.close, bars.volume)
                  IS DISTINCT FROM
                  (excluded.to_at, excluded.open, excluded.high, excluded.low, excluded.close,
                   excluded.volume)
            """;

    private static final String INSERT =
            "INSERT INTO bars ("
                    + BarCopy.COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                    + UNLESS_THE_SAME;

    private static final String INCOMING =
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS bars_incoming (LIKE bars) ON COMMIT DELETE ROWS
            """;

    private static final String MERGE =
            "INSERT INTO bars ("
                    + BarCopy.COLUMNS
                    + ") SELECT "
                    + BarCopy.COLUMNS
                    + " FROM bars_incoming "
                    + UNLESS_THE_SAME;

    private static final String WATERMARKS =
            """
            SELECT wanted.id,
                   (SELECT max(from_at) FROM bars
                    WHERE symbol_id = wanted.id AND timeframe = ?) AS newest
            FROM unnest(?::integer[]) AS wanted (id)
            """;

    private static final String SPAN =
            """
            SELECT * FROM bars
            WHERE symbol_id = ? AND timeframe = ? AND from_at >= ? AND from_at < ?
            ORDER BY from_at
            """;

    private static final String LAST =
            """
            SELECT * FROM bars
            WHERE symbol_id = ? AND timeframe = ? AND from_at < ? AND to_at <= ?
            ORDER BY from_at DESC LIMIT ?
            """;

    private static final String NEWEST =
            """
            SELECT to_at FROM bars WHERE symbol_id = ? AND timeframe = ?
            ORDER BY from_at DESC LIMIT 1
            """;

    private static final String COUNT =
            """
            SELECT coalesce(sum(counted.bars), 0)
            FROM instruments
            CROSS JOIN LATERAL (
                SELECT count(*) AS bars FROM bars
                WHERE symbol_id = instruments.id AND timeframe = ?
                  AND from_at >= ? AND from_at < ?) AS counted
            """;

    private final Database database;
    private final Numbers<Symbol> instruments;

    public PostgresMarketStore(Database database) {
        this.database = database;
        this.instruments = Numbers.ofSymbols(database);
    }

    @Override
    public void saveBars(Timeframe timeframe, List<Bar> bars) {
        if (bars.isEmpty()) {
            return;
        }
        var symbols = bars.stream().map(Bar::symbol).collect(Collectors.toSet());
        var copy = new BarCopy(instruments.number(symbols), timeframe);
        for (int from = 0; from < bars.size(); from += ROWS_PER_TRANSACTION) {
            int to = Math.min(bars.size(), from + ROWS_PER_TRANSACTION);
            save(timeframe, copy, bars.subList(from, to));
        }
    }

    private void save(Timeframe timeframe, BarCopy copy, List<Bar> bars) {
        var doing = "store " + bars.size() + " bars of " + timeframe;
        if (bars.size() <= ROWS_BY_STATEMENT_MAX) {
            database.relaxed(doing, connection -> insert(connection, timeframe, bars));
            return;
        }
        database.relaxed(
                doing,
                connection -> {
                    // one writer at a time, so that nobody passes the watermarks just read
                    execute(connection, "SELECT pg_advisory_xact_lock(hashtext('bars'))");
                    var fresh = new ArrayList<Bar>();
                    var overlapping = new LinkedHashMap<Place, Bar>();
                    split(bars, watermarks(connection, timeframe, bars), fresh, overlapping);
                    if (!fresh.isEmpty()) {
                        copy.into(connection, "bars", fresh);
                    }
                    if (!overlapping.isEmpty()) {
                        execute(connection, INCOMING);
                        copy.into(connection, "bars_incoming", List.copyOf(overlapping.values()));
                        execute(connection, MERGE);
                    }
                    return fresh.size();
                });
    }

    /// Bars in order and past the watermark are fresh; of those told twice the last one stands.
    private static void split(
            List<Bar> bars,
            Map<Symbol, Long> watermarks,
            List<Bar> fresh,
            Map<Place, Bar> overlapping) {
        for (var bar : bars) {
            if (bar.from() > watermarks.getOrDefault(bar.symbol(), Long.MIN_VALUE)) {
                fresh.add(bar);
                watermarks.put(bar.symbol(), bar.from());
            } else {
                overlapping.put(new Place(bar.symbol(), bar.from()), bar);
            }
        }
    }

    private Map<Symbol, Long> watermarks(Connection connection, Timeframe timeframe, List<Bar> bars)
            throws SQLException {
        var symbols = bars.stream().map(Bar::symbol).collect(Collectors.toSet());
        var bySymbol = instruments.number(symbols);
        var byNumber = new HashMap<Integer, Symbol>();
        symbols.forEach(
                symbol -> byNumber.put(Objects.requireNonNull(bySymbol.get(symbol)), symbol));
        var watermarks = new HashMap<Symbol, Long>();
        try (var statement = connection.prepareStatement(WATERMARKS)) {
            statement.setLong(1, timeframe.nanos());
            statement.setArray(2, connection.createArrayOf("int4", byNumber.keySet().toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var symbol = Objects.requireNonNull(byNumber.get(row.getInt(1)));
                    long newest = row.getLong(2);
                    watermarks.put(symbol, row.wasNull() ? Long.MIN_VALUE : newest);
                }
            }
        }
        return watermarks;
    }

    private int insert(Connection connection, Timeframe timeframe, List<Bar> bars)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            for (var bar : bars) {
                statement.setInt(1, instruments.find(bar.symbol()).orElseThrow());
                statement.setLong(2, timeframe.nanos());
                statement.setLong(3, bar.from());
                statement.setLong(4, bar.to());
                statement.setLong(5, bar.learnedAt());
                statement.setLong(6, bar.open().nanos());
                statement.setLong(7, bar.high().nanos());
                statement.setLong(8, bar.low().nanos());
                statement.setLong(9, bar.close().nanos());
                statement.setLong(10, bar.volume().nanos());
                statement.setBoolean(11, bar.backfilled());
                statement.addBatch();
            }
            return statement.executeBatch().length;
        }
    }

    @Override
    public List<Bar> bars(Symbol symbol, Timeframe timeframe, Span span) {
        var number = instruments.find(symbol);
        if (number.isEmpty()) {
            return List.of();
        }
        return database.call(
                "read bars of " + symbol,
                connection -> {
                    try (var statement = connection.prepareStatement(SPAN)) {
                        statement.setInt(1, number.getAsInt());
                        statement.setLong(2, timeframe.nanos());
                        statement.setLong(3, span.from());
                        statement.setLong(4, span.to());
                        try (var rows = statement.executeQuery()) {
                            return read(symbol, rows);
                        }
                    }
                });
    }

    @Override
    public List<Bar> lastBars(Symbol symbol, Timeframe timeframe, long to, int count) {
        var number = instruments.find(symbol);
        if (number.isEmpty()) {
            return List.of();
        }
        return database.call(
                "read the last bars of " + symbol,
                connection -> {
                    try (var statement = connection.prepareStatement(LAST)) {
                        statement.setInt(1, number.getAsInt());
                        statement.setLong(2, timeframe.nanos());
                        statement.setLong(3, to);
                        statement.setLong(4, to);
                        statement.setInt(5, count);
                        try (var rows = statement.executeQuery()) {
                            return read(symbol, rows).reversed();
                        }
                    }
                });
    }

    @Override
    public long newest(Symbol symbol, Timeframe timeframe) {
        var number = instruments.find(symbol);
        if (number.isEmpty()) {
            return 0;
        }
        return database.call(
                "find the newest bar of " + symbol,
                connection -> {
                    try (var statement = connection.prepareStatement(NEWEST)) {
                        statement.setInt(1, number.getAsInt());
                        statement.setLong(2, timeframe.nanos());
                        try (var row = statement.executeQuery()) {
                            return row.next() ? row.getLong(1) : 0L;
                        }
                    }
                });
    }

    @Override
    public long count(Timeframe timeframe, Span span) {
        return database.call(
                "count the bars of " + timeframe,
                connection -> {
                    try (var statement = connection.prepareStatement(COUNT)) {
                        statement.setLong(1, timeframe.nanos());
                        statement.setLong(2, span.from());
                        statement.setLong(3, span.to());
                        try (var row = statement.executeQuery()) {
                            return row.next() ? row.getLong(1) : 0L;
                        }
                    }
                });
    }

    private static List<Bar> read(Symbol symbol, ResultSet row) throws SQLException {
        var bars = new ArrayList<Bar>();
        while (row.next()) {
            bars.add(
                    new Bar(
                            symbol,
                            row.getLong("from_at"),
                            row.getLong("to_at"),
                            row.getLong("learned_at"),
                            new Price(row.getLong("open")),
                            new Price(row.getLong("high")),
                            new Price(row.getLong("low")),
                            new Price(row.getLong("close")),
                            new Quantity(row.getLong("volume")),
                            row.getBoolean("backfilled")));
        }
        return Collections.unmodifiableList(bars);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Place(Symbol symbol, long from) {}
}
