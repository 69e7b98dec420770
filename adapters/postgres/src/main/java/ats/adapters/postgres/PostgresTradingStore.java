package ats.adapters.postgres;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.Target;
import ats.engine.store.Lease;
import ats.engine.store.TradingState;
import ats.engine.store.TradingStore;

import java.sql.Connection;
import java.sql.SQLException;

/// The trader's books in plain tables; every write is one transaction under the lease. A commit
/// whose answer was lost may be told again: what is there already is left alone.
public final class PostgresTradingStore implements TradingStore {

    private static final Duration LATE_FILLS = Duration.ofDays(5);

    private static final String BALANCES =
            """
            SELECT name, sum(amount) FROM ledger_entries WHERE account = ? GROUP BY name
            """;

    private static final String POSITIONS =
            "SELECT symbol, quantity FROM positions WHERE account = ? AND quantity <> 0";

    private static final String TARGETS =
            "SELECT symbol, quantity, decided_at FROM targets WHERE account = ?";

    private static final String NEWEST_CHANGE =
            "SELECT coalesce(max(changed_at), 0) FROM orders WHERE account = ?";

    private static final String ORDERS =
            """
            SELECT * FROM orders WHERE account = ? AND (NOT terminal OR changed_at >= ?)
            ORDER BY decided_at, id
            """;

    /// Those of orders we do not know too, as far back as the orders go.
    private static final String EXECUTIONS =
            """
            SELECT execution FROM fills
            WHERE account = ? AND (order_id = ANY (?) OR learned_at >= ?)
            """;

    private static final String NEWEST_VALUE =
            "SELECT at, peak FROM equity WHERE account = ? ORDER BY at DESC LIMIT 1";

    /// The last value of the day before; on the first day, the first value.
    private static final String OPENING_EQUITY =
            """
            (SELECT equity, 1 AS choice FROM equity WHERE account = ? AND at < ?
             ORDER BY at DESC LIMIT 1)
            UNION ALL
            (SELECT equity, 2 FROM equity WHERE account = ? AND at >= ? ORDER BY at LIMIT 1)
            ORDER BY choice
            """;

    private static final String ADVANCE =
            """
            INSERT INTO activity_watermark (account, activity_id) VALUES (?, ?)
            ON CONFLICT (account) DO UPDATE SET activity_id = excluded.activity_id
            """;

    private final Database database;

    public PostgresTradingStore(Database database) {
        this.database = database;
    }

    @Override
    public TradingState load(String account) {
        return database.transaction(
                "load the books of " + account, connection -> load(connection, account));
    }

    @Override
    public boolean commit(Lease lease, List<Fact> facts) {
        var writer = new FactWriter(facts);
        return database.transaction(
                "commit " + facts.size() + " facts of " + lease.account(),
                connection -> {
                    boolean held = PostgresLeaseStore.held(connection, lease);
                    if (held) {
                        writer.write(connection, lease);
                    }
                    return held;
                });
    }

    @Override
    public String lastActivity(String account) {
        return database.call(
                "read the last activity of " + account,
                connection -> {
                    var sql = "SELECT activity_id FROM activity_watermark WHERE account = ?";
                    try (var statement = connection.prepareStatement(sql)) {
                        statement.setString(1, account);
                        try (var row = statement.executeQuery()) {
                            return row.next() ? row.getString(1) : "";
                        }
                    }
                });
    }

    @Override
    public boolean advanceActivity(Lease lease, String activityId) {
        return database.transaction(
                "advance the activities of " + lease.account() + " to " + activityId,
                connection -> {
                    if (!PostgresLeaseStore.held(connection, lease)) {
                        return false;
                    }
                    try (var statement = connection.prepareStatement(ADVANCE)) {
                        statement.setString(1, lease.account());
                        statement.setString(2, activityId);
                        return statement.executeUpdate() == 1;
                    }
                });
    }

    private static TradingState load(Connection connection, String account) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
        long since = newestChange(connection, account) - LATE_FILLS.toNanos();
        var orders = orders(connection, account, since);
        var newest = newestValue(connection, account);
        return new TradingState(
                balances(connection, account),
                positions(connection, account),
                targets(connection, account),
                orders,
                executions(connection, account, orders, since),
                BookRows.readCondition(connection, account),
                newest.peak(),
                openingEquity(connection, account, newest.at()),
                newest.at());
    }

    private static SortedMap<String, Money> balances(Connection connection, String account)
            throws SQLException {
        var balances = new TreeMap<String, Money>();
        try (var statement = connection.prepareStatement(BALANCES)) {
            statement.setString(1, account);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    balances.put(row.getString(1), BookRows.sum(row.getBigDecimal(2)));
                }
            }
        }
        return balances;
    }

    private static SortedMap<Symbol, Quantity> positions(Connection connection, String account)
            throws SQLException {
        var positions = new TreeMap<Symbol, Quantity>();
        try (var statement = connection.prepareStatement(POSITIONS)) {
            statement.setString(1, account);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    positions.put(new Symbol(row.getString(1)), new Quantity(row.getLong(2)));
                }
            }
        }
        return positions;
    }

    private static SortedMap<Symbol, Target> targets(Connection connection, String account)
            throws SQLException {
        var targets = new TreeMap<Symbol, Target>();
        try (var statement = connection.prepareStatement(TARGETS)) {
            statement.setString(1, account);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var target = new Target(new Quantity(row.getLong(2)), row.getLong(3));
                    targets.put(new Symbol(row.getString(1)), target);
                }
            }
        }
        return targets;
    }

    private static long newestChange(Connection connection, String account) throws SQLException {
        try (var statement = connection.prepareStatement(NEWEST_CHANGE)) {
            statement.setString(1, account);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static List<OrderView> orders(Connection connection, String account, long since)
            throws SQLException {
        var orders = new ArrayList<OrderView>();
        try (var statement = connection.prepareStatement(ORDERS)) {
            statement.setString(1, account);
            statement.setLong(2, since);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    orders.add(OrderRows.read(row));
                }
            }
        }
        return List.copyOf(orders);
    }

    private static SortedSet<String> executions(
            Connection connection, String account, List<OrderView> orders, long since)
            throws SQLException {
        var ids = orders.stream().map(order -> order.order().id().text()).toArray();
        var executions = new TreeSet<String>();
        try (var statement = connection.prepareStatement(EXECUTIONS)) {
            statement.setString(1, account);
            statement.setArray(2, connection.createArrayOf("text", ids));
            statement.setLong(3, since);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    executions.add(row.getString(1));
                }
            }
        }
        return executions;
    }

    private static Newest newestValue(Connection connection, String account) throws SQLException {
        try (var statement = connection.prepareStatement(NEWEST_VALUE)) {
            statement.setString(1, account);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? new Newest(row.getLong(1), new Money(row.getLong(2)))
                        : new Newest(0, Money.ZERO);
            }
        }
    }

    private static Money openingEquity(Connection connection, String account, long at)
            throws SQLException {
        long midnight = startOfDay(at);
        try (var statement = connection.prepareStatement(OPENING_EQUITY)) {
            statement.setString(1, account);
            statement.setLong(2, midnight);
            statement.setString(3, account);
            statement.setLong(4, midnight);
            try (var row = statement.executeQuery()) {
                return row.next() ? new Money(row.getLong(1)) : Money.ZERO;
            }
        }
    }

    private static long startOfDay(long at) {
        var date = Instant.ofEpochSecond(0, at).atZone(Calendar.NEW_YORK).toLocalDate();
        return Calendar.midnight(date);
    }

    private record Newest(long at, Money peak) {}
}
