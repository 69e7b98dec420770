package ats.adapters.postgres;

import module java.base;

import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Fact.ConditionChanged;
import ats.engine.Fact.StrategyChosen;
import ats.engine.Fact.TargetChanged;
import ats.engine.Fact.Valued;
import ats.engine.TradingCondition;

import java.sql.Connection;
import java.sql.SQLException;

/// Positions, targets, valuations and the condition of trading as rows.
final class BookRows {

    private static final String ADD_POSITION =
            """
            INSERT INTO positions (account, symbol, quantity) VALUES (?, ?, ?)
            ON CONFLICT (account, symbol) DO UPDATE
            SET quantity = positions.quantity + excluded.quantity
            """;

    private static final String WRITE_TARGET =
            """
            INSERT INTO targets (account, symbol, quantity, decided_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (account, symbol) DO UPDATE
            SET quantity = excluded.quantity, decided_at = excluded.decided_at
            """;

    private static final String WRITE_EQUITY =
            """
            INSERT INTO equity (account, at, equity, cash, peak) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (account, at) DO UPDATE
            SET equity = excluded.equity, cash = excluded.cash, peak = excluded.peak
            """;

    private static final String WRITE_CONDITION =
            """
            INSERT INTO trading_condition
                (account, hold_names, hold_reasons, killed, reducing, changed_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (account) DO UPDATE
            SET hold_names = excluded.hold_names, hold_reasons = excluded.hold_reasons,
                killed = excluded.killed, reducing = excluded.reducing,
                changed_at = excluded.changed_at
            WHERE trading_condition IS DISTINCT FROM excluded
            """;

    private static final String READ_CONDITION =
            """
            SELECT hold_names, hold_reasons, killed, reducing FROM trading_condition
            WHERE account = ?
            """;

    private static final String WRITE_REIGN =
            "INSERT INTO strategy_reigns (account, at, strategy, model) VALUES (?, ?, ?, ?)";

    private BookRows() {}

    static void addPositions(
            Connection connection, String account, SortedMap<Symbol, Quantity> changes)
            throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(ADD_POSITION)) {
            for (var change : changes.entrySet()) {
                statement.setString(1, account);
                statement.setString(2, change.getKey().text());
                statement.setLong(3, change.getValue().nanos());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void writeTargets(
            Connection connection, String account, Collection<TargetChanged> targets)
            throws SQLException {
        if (targets.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE_TARGET)) {
            for (var target : targets) {
                statement.setString(1, account);
                statement.setString(2, target.symbol().text());
                statement.setLong(3, target.target().nanos());
                statement.setLong(4, target.decidedAt());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void writeEquity(Connection connection, String account, List<Valued> valuations)
            throws SQLException {
        if (valuations.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE_EQUITY)) {
            for (var valued : valuations) {
                statement.setString(1, account);
                statement.setLong(2, valued.at());
                statement.setLong(3, valued.equity().nanos());
                statement.setLong(4, valued.cash().nanos());
                statement.setLong(5, valued.peak().nanos());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void writeReigns(Connection connection, String account, List<StrategyChosen> reigns)
            throws SQLException {
        if (reigns.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE_REIGN)) {
            for (var reign : reigns) {
                statement.setString(1, account);
                statement.setLong(2, reign.at());
                statement.setString(3, reign.strategy());
                statement.setString(4, reign.modelHash());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /// False when it was so already.
    static boolean writeCondition(Connection connection, String account, ConditionChanged changed)
            throws SQLException {
        var condition = changed.condition();
        try (var statement = connection.prepareStatement(WRITE_CONDITION)) {
            statement.setString(1, account);
            statement.setArray(
                    2, connection.createArrayOf("text", condition.holds().keySet().toArray()));
            statement.setArray(
                    3, connection.createArrayOf("text", condition.holds().values().toArray()));
            statement.setString(4, condition.killed());
            statement.setString(5, condition.reducing());
            statement.setLong(6, changed.at());
            return statement.executeUpdate() == 1;
        }
    }

    static TradingCondition readCondition(Connection connection, String account)
            throws SQLException {
        try (var statement = connection.prepareStatement(READ_CONDITION)) {
            statement.setString(1, account);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return TradingCondition.CLEAR;
                }
                var names = (String[]) row.getArray(1).getArray();
                var reasons = (String[]) row.getArray(2).getArray();
                var holds = new TreeMap<String, String>();
                for (int hold = 0; hold < names.length; hold++) {
                    holds.put(names[hold], reasons[hold]);
                }
                return new TradingCondition(holds, row.getString(3), row.getString(4));
            }
        }
    }

    /// Sums are NUMERIC in SQL and cannot overflow there; here one that does not fit is loud.
    static Money sum(BigDecimal sum) {
        return new Money(sum.longValueExact());
    }
}
