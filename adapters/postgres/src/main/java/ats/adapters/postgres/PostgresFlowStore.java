package ats.adapters.postgres;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Money;
import ats.domain.OptionContract;
import ats.domain.OptionContract.Right;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;
import ats.engine.store.FlowStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Flow alerts in one table. They can be fetched again, so nothing waits for the disk.
public final class PostgresFlowStore implements FlowStore {

    /// A longer list is written in several transactions, so that none runs into a time-out.
    private static final int ROWS_PER_TRANSACTION = 5_000;

    private static final String INSERT =
            """
            INSERT INTO flow_alerts (symbol_id, trade_day, id, happened_at, learned_at, rule,
                                     is_call, strike, expiry, contracts, premium, ask_premium,
                                     bid_premium)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (symbol_id, trade_day, id) DO NOTHING
            """;

    private static final String SPAN =
            """
            SELECT * FROM flow_alerts
            WHERE symbol_id = ? AND learned_at >= ? AND learned_at < ?
            ORDER BY learned_at, id COLLATE "C"
            """;

    private static final String NEWEST =
            """
            SELECT happened_at FROM flow_alerts WHERE symbol_id = ?
            ORDER BY happened_at DESC LIMIT 1
            """;

    private static final String COUNT =
            """
            SELECT coalesce(sum(counted.alerts), 0)
            FROM instruments
            CROSS JOIN LATERAL (
                SELECT count(*) AS alerts FROM flow_alerts
                WHERE symbol_id = instruments.id AND learned_at >= ? AND learned_at < ?) AS counted
            """;

    private final Database database;
    private final Numbers<Symbol> instruments;

    public PostgresFlowStore(Database database) {
        this.database = database;
        instruments = Numbers.ofSymbols(database);
    }

    @Override
    public void saveAlerts(List<FlowAlert> alerts) {
        if (alerts.isEmpty()) {
            return;
        }
        var numbers =
                instruments.number(
                        alerts.stream().map(FlowAlert::symbol).collect(Collectors.toSet()));
        for (int from = 0; from < alerts.size(); from += ROWS_PER_TRANSACTION) {
            int to = Math.min(alerts.size(), from + ROWS_PER_TRANSACTION);
            var some = alerts.subList(from, to);
            database.relaxed(
                    "store " + some.size() + " flow alerts",
                    connection -> insert(connection, numbers, some));
        }
    }

    @Override
    public List<FlowAlert> alerts(Symbol symbol, Span span) {
        var number = instruments.find(symbol);
        if (number.isEmpty()) {
            return List.of();
        }
        return database.call(
                "read the flow alerts of " + symbol,
                connection -> {
                    try (var statement = connection.prepareStatement(SPAN)) {
                        statement.setInt(1, number.getAsInt());
                        statement.setLong(2, span.from());
                        statement.setLong(3, span.to());
                        try (var row = statement.executeQuery()) {
                            var alerts = new ArrayList<FlowAlert>();
                            while (row.next()) {
                                alerts.add(read(symbol, row));
                            }
                            return Collections.unmodifiableList(alerts);
                        }
                    }
                });
    }

    @Override
    public long newest(Symbol symbol) {
        var number = instruments.find(symbol);
        if (number.isEmpty()) {
            return 0;
        }
        return database.call(
                "find the newest flow alert of " + symbol,
                connection -> {
                    try (var statement = connection.prepareStatement(NEWEST)) {
                        statement.setInt(1, number.getAsInt());
                        try (var row = statement.executeQuery()) {
                            return row.next() ? row.getLong(1) : 0L;
                        }
                    }
                });
    }

    @Override
    public long count(Span span) {
        return database.call(
                "count the flow alerts",
                connection -> {
                    try (var statement = connection.prepareStatement(COUNT)) {
                        statement.setLong(1, span.from());
                        statement.setLong(2, span.to());
                        try (var row = statement.executeQuery()) {
                            return row.next() ? row.getLong(1) : 0L;
                        }
                    }
                });
    }

    private static int insert(
            Connection connection, Map<Symbol, Integer> numbers, List<FlowAlert> alerts)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            for (var alert : alerts) {
                var number = Objects.requireNonNull(numbers.get(alert.symbol()), "a number");
                fill(statement, number, alert);
                statement.addBatch();
            }
            return statement.executeBatch().length;
        }
    }

    private static void fill(PreparedStatement statement, int number, FlowAlert alert)
            throws SQLException {
        var happened = Instant.ofEpochSecond(0, alert.happenedAt());
        var contract = alert.contract();
        statement.setInt(1, number);
        statement.setObject(2, happened.atZone(Calendar.NEW_YORK).toLocalDate());
        statement.setString(3, alert.id());
        statement.setLong(4, alert.happenedAt());
        statement.setLong(5, alert.learnedAt());
        statement.setString(6, alert.rule());
        statement.setBoolean(7, contract.right() == Right.CALL);
        statement.setLong(8, contract.strike().nanos());
        statement.setObject(9, contract.expiry());
        statement.setLong(10, alert.contracts().nanos());
        statement.setLong(11, alert.premium().nanos());
        statement.setLong(12, alert.askPremium().nanos());
        statement.setLong(13, alert.bidPremium().nanos());
    }

    private static FlowAlert read(Symbol symbol, ResultSet row) throws SQLException {
        return new FlowAlert(
                symbol,
                row.getLong("happened_at"),
                row.getLong("learned_at"),
                row.getString("id"),
                row.getString("rule"),
                new OptionContract(
                        row.getBoolean("is_call") ? Right.CALL : Right.PUT,
                        new Price(row.getLong("strike")),
                        row.getObject("expiry", LocalDate.class)),
                new Quantity(row.getLong("contracts")),
                new Money(row.getLong("premium")),
                new Money(row.getLong("ask_premium")),
                new Money(row.getLong("bid_premium")));
    }
}
