package ats.engine.codec;

import module java.base;

import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;

/// The bytes of the values that messages are made of.
public final class Values {

    private static final int MARKET = 1;
    private static final int LIMIT = 2;
    private static final int STOP = 3;
    private static final int STOP_LIMIT = 4;

    private Values() {}

    public static Price price(ByteReader in) {
        return new Price(in.takeLong());
    }

    public static Quantity quantity(ByteReader in) {
        return new Quantity(in.takeLong());
    }

    public static Money money(ByteReader in) {
        return new Money(in.takeLong());
    }

    public static Symbol symbol(ByteReader in) {
        return new Symbol(in.takeText());
    }

    public static OrderId orderId(ByteReader in) {
        return new OrderId(in.takeText());
    }

    public static Side side(ByteReader in) {
        return in.takeBoolean() ? Side.BUY : Side.SELL;
    }

    public static void put(ByteWriter out, Side side) {
        out.put(side == Side.BUY);
    }

    public static void put(ByteWriter out, Pricing pricing) {
        switch (pricing) {
            case Pricing.Market() -> out.put(MARKET);
            case Pricing.Limit(var limit) -> out.put(LIMIT).putLong(limit.nanos());
            case Pricing.Stop(var stop) -> out.put(STOP).putLong(stop.nanos());
            case Pricing.StopLimit(var stop, var limit) ->
                    out.put(STOP_LIMIT).putLong(stop.nanos()).putLong(limit.nanos());
        }
    }

    public static Pricing pricing(ByteReader in) {
        int kind = in.take();
        return switch (kind) {
            case MARKET -> new Pricing.Market();
            case LIMIT -> new Pricing.Limit(price(in));
            case STOP -> new Pricing.Stop(price(in));
            case STOP_LIMIT -> new Pricing.StopLimit(price(in), price(in));
            default -> throw new IllegalArgumentException("no pricing has the code " + kind);
        };
    }

    public static void put(ByteWriter out, Order order) {
        out.putText(order.id().text()).putText(order.symbol().text());
        put(out, order.side());
        out.putLong(order.quantity().nanos());
        put(out, order.pricing());
        out.putText(order.timeInForce().name()).putLong(order.decidedAt());
    }

    public static Order order(ByteReader in) {
        return new Order(
                orderId(in),
                symbol(in),
                side(in),
                quantity(in),
                pricing(in),
                TimeInForce.valueOf(in.takeText()),
                in.takeLong());
    }
}
