package ats.adapters.postgres;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.AccountActivity.Cash;
import ats.domain.AccountActivity.Holding;
import ats.domain.AccountActivity.Reason;
import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.platform.Fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/// What the broker booked other than fills, as rows, each once.
final class ActivityRows {

    private static final String WRITE =
            """
            INSERT INTO activities (account, id, reason, symbol, shares, cash, happened_at,
                                    learned_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, id) DO NOTHING
            """;

    private static final String READ = "SELECT * FROM activities WHERE account = ? AND id = ?";

    private ActivityRows() {}

    /// Gives those that were not there before; a repeat is well if it says the same.
    static List<AccountActivity> write(
            Connection connection, String account, List<AccountActivity> activities)
            throws SQLException {
        if (activities.isEmpty()) {
            return List.of();
        }
        var fresh = new ArrayList<AccountActivity>();
        try (var statement = connection.prepareStatement(WRITE)) {
            for (var activity : activities) {
                statement.setString(1, account);
                fill(statement, activity);
                statement.addBatch();
            }
            var counts = statement.executeBatch();
            for (int row = 0; row < counts.length; row++) {
                if (counts[row] == 1) {
                    fresh.add(activities.get(row));
                } else {
                    requireSame(connection, account, activities.get(row));
                }
            }
        }
        return fresh;
    }

    private static void fill(PreparedStatement statement, AccountActivity activity)
            throws SQLException {
        statement.setString(2, activity.id());
        statement.setLong(7, activity.happenedAt());
        statement.setLong(8, activity.learnedAt());
        switch (activity) {
            case Cash cash -> {
                statement.setString(3, cash.reason().name());
                statement.setNull(4, Types.VARCHAR);
                statement.setNull(5, Types.BIGINT);
                statement.setLong(6, cash.amount().nanos());
            }
            case Holding holding -> {
                statement.setString(3, holding.reason().name());
                statement.setString(4, holding.symbol().text());
                statement.setLong(5, holding.shares().nanos());
                statement.setLong(6, holding.cash().nanos());
            }
        }
    }

    private static void requireSame(Connection connection, String account, AccountActivity activity)
            throws SQLException {
        try (var statement = connection.prepareStatement(READ)) {
            statement.setString(1, account);
            statement.setString(2, activity.id());
            try (var row = statement.executeQuery()) {
                var stored =
                        row.next() ? Optional.of(read(row)) : Optional.<AccountActivity>empty();
                if (stored.filter(same -> learnedThen(activity, same).equals(same)).isEmpty()) {
                    throw Fault.corrupt(
                            "activity "
                                    + activity.id()
                                    + " is stored as "
                                    + stored
                                    + " and now told as "
                                    + activity);
                }
            }
        }
    }

    private static AccountActivity learnedThen(AccountActivity told, AccountActivity stored) {
        return switch (told) {
            case Cash(var id, var at, _, var reason, var amount) ->
                    new Cash(id, at, stored.learnedAt(), reason, amount);
            case Holding(var id, var at, _, var reason, var symbol, var shares, var cash) ->
                    new Holding(id, at, stored.learnedAt(), reason, symbol, shares, cash);
        };
    }

    static AccountActivity read(ResultSet row) throws SQLException {
        var id = row.getString("id");
        long happenedAt = row.getLong("happened_at");
        long learnedAt = row.getLong("learned_at");
        var reason = Reason.valueOf(row.getString("reason"));
        var cash = new Money(row.getLong("cash"));
        var symbol = Optional.ofNullable(row.getString("symbol")).map(Symbol::new);
        if (symbol.isEmpty()) {
            return new Cash(id, happenedAt, learnedAt, reason, cash);
        }
        var shares = new Quantity(row.getLong("shares"));
        return new Holding(id, happenedAt, learnedAt, reason, symbol.orElseThrow(), shares, cash);
    }
}
