package ats.services.systemcontroller;

import module java.base;

import ats.domain.Fill;
import ats.domain.Order;
import ats.domain.Pricing;
import ats.engine.OrderView;
import ats.engine.TradingCondition;
import ats.engine.store.Overview;

/// The API's answers. Money and quantities are decimal strings, so that no reader rounds them;
/// times are epoch milliseconds.
final class Wire {

    private static final long MILLI = 1_000_000;

    private Wire() {}

    record Next(String name, long at) {}

    record Status(
            String kind,
            String market,
            String environment,
            String version,
            String account,
            long now,
            double speed,
            Next next,
            String condition,
            String reason,
            Map<String, String> holds,
            String cash,
            String equity,
            String peak,
            String realized,
            String ledgerSum,
            long orders,
            long fills,
            String trouble,
            long startedAt) {}

    record ServiceLine(
            String name, String state, String detail, boolean live, boolean ready, long seenAt) {}

    record Position(
            String symbol,
            String quantity,
            String averageCost,
            String last,
            String value,
            String profit) {}

    record OrderLine(
            String id,
            String symbol,
            String side,
            String quantity,
            String filled,
            String averagePrice,
            String pricing,
            String state,
            String reason,
            long decidedAt,
            long changedAt) {}

    record EquityPoint(long at, String equity, String cash) {}

    record Candle(long from, long to, String open, String high, String low, String close) {}

    /// A fill, at the time when it happened.
    record Marker(long at, String side, String quantity, String price) {}

    record Candles(String symbol, List<Candle> bars, List<Marker> fills) {}

    record Accepted(String id, String steering) {}

    static OrderLine line(OrderView view) {
        var order = view.order();
        return new OrderLine(
                order.id().text(),
                order.symbol().text(),
                order.side().name(),
                plain(order.quantity().decimal()),
                plain(view.filled().decimal()),
                view.filled().zero() ? "" : plain(view.averagePrice().decimal()),
                pricing(order),
                view.state().name(),
                view.reason(),
                order.decidedAt() / MILLI,
                view.changedAt() / MILLI);
    }

    static Marker marker(Fill fill) {
        return new Marker(
                fill.happenedAt() / MILLI,
                fill.side().name(),
                plain(fill.quantity().decimal()),
                plain(fill.price().decimal()));
    }

    static EquityPoint point(Overview.Point point) {
        return new EquityPoint(
                point.at() / MILLI, plain(point.equity().decimal()), plain(point.cash().decimal()));
    }

    static String plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    static long millis(long nanos) {
        return Math.floorDiv(nanos, MILLI);
    }

    /// Who holds, and why; a kill counts among them.
    static Map<String, String> holds(TradingCondition condition) {
        var holds = new TreeMap<>(condition.holds());
        if (!condition.killed().isEmpty()) {
            holds.put("kill", condition.killed());
        }
        if (!condition.reducing().isEmpty()) {
            holds.put("loss", condition.reducing());
        }
        return holds;
    }

    private static String pricing(Order order) {
        return switch (order.pricing()) {
            case Pricing.Market() -> "market";
            case Pricing.Limit(var limit) -> "limit " + plain(limit.decimal());
            case Pricing.Stop(var stop) -> "stop " + plain(stop.decimal());
            case Pricing.StopLimit(var stop, var limit) ->
                    "stop " + plain(stop.decimal()) + " limit " + plain(limit.decimal());
        };
    }
}
