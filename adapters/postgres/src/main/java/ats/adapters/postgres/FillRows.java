package ats.adapters.postgres;

import module java.base;

import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.OrderId;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.platform.Fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Fills as rows, each execution once.
final class FillRows {

    private static final String WRITE =
            """
            INSERT INTO fills (account, execution, order_id, symbol, side, quantity, price, fee,
                               happened_at, learned_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, execution) DO NOTHING
            """;

    private static final String READ = "SELECT * FROM fills WHERE account = ? AND execution = ?";

    private FillRows() {}

    /// Gives those that were not there before; a repeat is well if it says the same.
    static List<Fill> write(Connection connection, String account, List<Fill> fills)
            throws SQLException {
        if (fills.isEmpty()) {
            return List.of();
        }
        var fresh = new ArrayList<Fill>();
        try (var statement = connection.prepareStatement(WRITE)) {
            for (var fill : fills) {
                statement.setString(1, account);
                statement.setString(2, fill.execution());
                statement.setString(3, fill.order().text());
                statement.setString(4, fill.symbol().text());
                statement.setString(5, fill.side().name());
                statement.setLong(6, fill.quantity().nanos());
                statement.setLong(7, fill.price().nanos());
                statement.setLong(8, fill.fee().nanos());
                statement.setLong(9, fill.happenedAt());
                statement.setLong(10, fill.learnedAt());
                statement.addBatch();
            }
            var counts = statement.executeBatch();
            for (int row = 0; row < counts.length; row++) {
                if (counts[row] == 1) {
                    fresh.add(fills.get(row));
                } else {
                    requireSame(connection, account, fills.get(row));
                }
            }
        }
        return fresh;
    }

    /// A fill that is told again may be learned later; all else must be as it was booked.
    private static void requireSame(Connection connection, String account, Fill fill)
            throws SQLException {
        try (var statement = connection.prepareStatement(READ)) {
            statement.setString(1, account);
            statement.setString(2, fill.execution());
            try (var row = statement.executeQuery()) {
                var stored = row.next() ? Optional.of(read(row)) : Optional.<Fill>empty();
                if (stored.filter(same -> learnedThen(fill, same).equals(same)).isEmpty()) {
                    throw Fault.corrupt(
                            "fill "
                                    + fill.execution()
                                    + " is stored as "
                                    + stored
                                    + " and now told as "
                                    + fill);
                }
            }
        }
    }

    private static Fill learnedThen(Fill fill, Fill stored) {
        return new Fill(
                fill.execution(),
                fill.order(),
                fill.symbol(),
                fill.side(),
                fill.quantity(),
                fill.price(),
                fill.fee(),
                fill.happenedAt(),
                stored.learnedAt());
    }

    static Fill read(ResultSet row) throws SQLException {
        return new Fill(
                row.getString("execution"),
                new OrderId(row.getString("order_id")),
                new Symbol(row.getString("symbol")),
                Side.valueOf(row.getString("side")),
                new Quantity(row.getLong("quantity")),
                new Price(row.getLong("price")),
                new Money(row.getLong("fee")),
                row.getLong("happened_at"),
                row.getLong("learned_at"));
    }
}
