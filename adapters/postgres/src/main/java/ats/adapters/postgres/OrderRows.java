package ats.adapters.postgres;

import module java.base;

import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.OrderView;
import ats.platform.Fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/// Orders as rows.
final class OrderRows {

    /// What an order is about never changes, and what is filled never becomes less.
    private static final String WRITE =
            """
            INSERT INTO orders (account, id, symbol, side, quantity, pricing, stop_price,
                                limit_price, time_in_force, decided_at, state, terminal, filled,
                                filled_notional, broker_ids, reason, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, id) DO UPDATE
            SET quantity = excluded.quantity, pricing = excluded.pricing,
                stop_price = excluded.stop_price, limit_price = excluded.limit_price,
                state = excluded.state, terminal = excluded.terminal,
                filled = excluded.filled, filled_notional = excluded.filled_notional,
                broker_ids = excluded.broker_ids, reason = excluded.reason,
                changed_at = excluded.changed_at
            WHERE orders.symbol = excluded.symbol AND orders.side = excluded.side
              AND orders.time_in_force = excluded.time_in_force
              AND orders.decided_at = excluded.decided_at
              AND orders.filled <= excluded.filled
            """;

    private OrderRows() {}

    static void write(Connection connection, String account, Collection<OrderView> orders)
            throws SQLException {
        if (orders.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE)) {
            for (var order : orders) {
                fill(connection, statement, account, order);
                statement.addBatch();
            }
            var counts = statement.executeBatch();
            int row = 0;
            for (var order : orders) {
                if (counts[row++] != 1) {
                    throw Fault.corrupt(
                            "order "
                                    + order.order().id()
                                    + " contradicts what is stored: "
                                    + order);
                }
            }
        }
    }

    private static void fill(
            Connection connection, PreparedStatement statement, String account, OrderView view)
            throws SQLException {
        var order = view.order();
        statement.setString(1, account);
        statement.setString(2, order.id().text());
        statement.setString(3, order.symbol().text());
        statement.setString(4, order.side().name());
        statement.setLong(5, order.quantity().nanos());
        fill(statement, order.pricing());
        statement.setString(9, order.timeInForce().name());
        statement.setLong(10, order.decidedAt());
        statement.setString(11, view.state().name());
        statement.setBoolean(12, view.state().terminal());
        statement.setLong(13, view.filled().nanos());
        statement.setLong(14, view.filledNotional().nanos());
        statement.setArray(15, connection.createArrayOf("text", view.brokerIds().toArray()));
        statement.setString(16, view.reason());
        statement.setLong(17, view.changedAt());
    }

    private static void fill(PreparedStatement statement, Pricing pricing) throws SQLException {
        statement.setNull(7, Types.BIGINT);
        statement.setNull(8, Types.BIGINT);
        switch (pricing) {
            case Pricing.Market() -> statement.setString(6, "MARKET");
            case Pricing.Limit(var limit) -> {
                statement.setString(6, "LIMIT");
                statement.setLong(8, limit.nanos());
            }
            case Pricing.Stop(var stop) -> {
                statement.setString(6, "STOP");
                statement.setLong(7, stop.nanos());
            }
            case Pricing.StopLimit(var stop, var limit) -> {
                statement.setString(6, "STOP_LIMIT");
                statement.setLong(7, stop.nanos());
                statement.setLong(8, limit.nanos());
            }
        }
    }

    static OrderView read(ResultSet row) throws SQLException {
        var order =
                new Order(
                        new OrderId(row.getString("id")),
                        new Symbol(row.getString("symbol")),
                        Side.valueOf(row.getString("side")),
                        new Quantity(row.getLong("quantity")),
                        pricing(row),
                        TimeInForce.valueOf(row.getString("time_in_force")),
                        row.getLong("decided_at"));
        return new OrderView(
                order,
                OrderState.valueOf(row.getString("state")),
                new Quantity(row.getLong("filled")),
                new Money(row.getLong("filled_notional")),
                List.of((String[]) row.getArray("broker_ids").getArray()),
                row.getString("reason"),
                row.getLong("changed_at"));
    }

    private static Pricing pricing(ResultSet row) throws SQLException {
        var stop = new Price(row.getLong("stop_price"));
        var limit = new Price(row.getLong("limit_price"));
        var kind = row.getString("pricing");
        return switch (kind) {
            case "MARKET" -> new Pricing.Market();
            case "LIMIT" -> new Pricing.Limit(limit);
            case "STOP" -> new Pricing.Stop(stop);
            case "STOP_LIMIT" -> new Pricing.StopLimit(stop, limit);
            default -> throw Fault.corrupt("an order is stored with the pricing " + kind);
        };
    }
}
