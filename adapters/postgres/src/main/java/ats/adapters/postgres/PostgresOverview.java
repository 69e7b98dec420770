package ats.adapters.postgres;

import module java.base;

import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.store.Overview;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The books as the page shows them.
public final class PostgresOverview implements Overview {

    private static final String HOLDINGS =
            """
            SELECT position.symbol, position.quantity,
                   coalesce((SELECT sum(entry.amount) FROM ledger_entries entry
                             WHERE entry.account = position.account
                               AND entry.name = 'holdings:' || position.symbol), 0) AS cost
            FROM positions position
            WHERE position.account = ? AND position.quantity <> 0
            ORDER BY position.symbol
            """;

    private static final String ORDERS =
            "SELECT * FROM orders WHERE account = ? ORDER BY decided_at DESC, id DESC LIMIT ?";

    /// Keeps the first and the last point, and as many at even steps between them as there is room
    /// for.
    private static final String EQUITY =
            """
            WITH numbered AS (
                SELECT at, equity, cash,
                       row_number() OVER (ORDER BY at) - 1 AS number,
                       count(*) OVER () AS points,
                       ?::bigint - 1 AS steps
                FROM equity WHERE account = ?)
            SELECT at, equity, cash FROM numbered
            WHERE points <= steps + 1
               OR number = 0
               OR number * steps / (points - 1) <> (number - 1) * steps / (points - 1)
            ORDER BY at
            """;

    /// Debits are positive in the ledger, so a gain stands there as a negative amount.
    private static final String SUMMARY =
            """
            WITH balances AS (
                     SELECT name, sum(amount) AS amount FROM ledger_entries
                     WHERE account = ? GROUP BY name),
                 newest AS (
                     SELECT equity, peak FROM equity WHERE account = ?
                     ORDER BY at DESC LIMIT 1)
            SELECT coalesce((SELECT amount FROM balances WHERE name = 'cash'), 0) AS cash,
                   (SELECT equity FROM newest) AS equity,
                   (SELECT peak FROM newest) AS peak,
                   coalesce((SELECT sum(amount) FROM balances), 0) AS ledger_sum,
                   -coalesce((SELECT amount FROM balances WHERE name = 'realized'), 0)
                       AS realized,
                   (SELECT count(*) FROM orders WHERE account = ?) AS orders,
                   (SELECT count(*) FROM fills WHERE account = ?) AS fills
            """;

    private static final String REIGNS =
            """
            SELECT strategy, model, at FROM strategy_reigns WHERE account = ? ORDER BY recorded
            """;

    private static final int POINTS_MIN = 2;

    private final Database database;

    public PostgresOverview(Database database) {
        this.database = database;
    }

    @Override
    public List<Holding> holdings(String account) {
        return database.call(
                "read the holdings of " + account,
                connection -> {
                    var holdings = new ArrayList<Holding>();
                    try (var statement = connection.prepareStatement(HOLDINGS)) {
                        statement.setString(1, account);
                        try (var row = statement.executeQuery()) {
                            while (row.next()) {
                                holdings.add(holding(row));
                            }
                        }
                    }
                    return List.copyOf(holdings);
                });
    }

    @Override
    public List<OrderView> orders(String account, int limit) {
        return database.call(
                "read the orders of " + account,
                connection -> {
                    var orders = new ArrayList<OrderView>();
                    try (var statement = connection.prepareStatement(ORDERS)) {
                        statement.setString(1, account);
                        statement.setInt(2, limit);
                        try (var row = statement.executeQuery()) {
                            while (row.next()) {
                                orders.add(OrderRows.read(row));
                            }
                        }
                    }
                    return List.copyOf(orders);
                });
    }

    @Override
    public List<Point> equity(String account, int limit) {
        return database.call(
                "read the equity of " + account,
                connection -> {
                    var points = new ArrayList<Point>();
                    try (var statement = connection.prepareStatement(EQUITY)) {
                        statement.setLong(1, Math.max(POINTS_MIN, limit));
                        statement.setString(2, account);
                        try (var row = statement.executeQuery()) {
                            while (row.next()) {
                                points.add(point(row));
                            }
                        }
                    }
                    return List.copyOf(points);
                });
    }

    @Override
    public List<Fact.StrategyChosen> reigns(String account) {
        return database.call(
                "read who traded for " + account,
                connection -> {
                    try (var statement = connection.prepareStatement(REIGNS)) {
                        statement.setString(1, account);
                        return Rows.all(
                                statement,
                                row ->
                                        new Fact.StrategyChosen(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getLong(3)));
                    }
                });
    }

    @Override
    public Summary summary(String account) {
        return database.call(
                "sum up the books of " + account, connection -> summary(connection, account));
    }

    private static Summary summary(Connection connection, String account) throws SQLException {
        var condition = BookRows.readCondition(connection, account);
        try (var statement = connection.prepareStatement(SUMMARY)) {
            for (int parameter = 1; parameter <= 4; parameter++) {
                statement.setString(parameter, account);
            }
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return Summary.EMPTY;
                }
                var cash = BookRows.sum(row.getBigDecimal("cash"));
                long equity = row.getLong("equity");
                boolean valued = !row.wasNull();
                return new Summary(
                        cash,
                        valued ? new Money(equity) : cash,
                        valued ? new Money(row.getLong("peak")) : cash,
                        BookRows.sum(row.getBigDecimal("ledger_sum")),
                        BookRows.sum(row.getBigDecimal("realized")),
                        row.getLong("orders"),
                        row.getLong("fills"),
                        condition);
            }
        }
    }

    private static Holding holding(ResultSet row) throws SQLException {
        return new Holding(
                new Symbol(row.getString("symbol")),
                new Quantity(row.getLong("quantity")),
                BookRows.sum(row.getBigDecimal("cost")));
    }

    private static Point point(ResultSet row) throws SQLException {
        return new Point(
                row.getLong("at"),
                new Money(row.getLong("equity")),
                new Money(row.getLong("cash")));
    }
}
