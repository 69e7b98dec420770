package ats.engine.exchange;

import ats.domain.MarketEvent.Bar;
import ats.domain.Order;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Side;
import ats.domain.TimeInForce;

/// What one bar does to one order: whether its stop is reached, whether it may trade, at which
/// price before costs, and whether it pays them.
record Verdict(boolean triggers, boolean fills, Price price, boolean pays, Moment moment) {

    private static final Verdict NOTHING =
            new Verdict(false, false, Price.ZERO, false, Moment.OPEN);

    private static final Price DOLLAR = Price.of(1);
    private static final Price TICK = Price.parse("0.01");
    private static final Price TICK_BELOW_A_DOLLAR = Price.parse("0.0001");

    /// When within the bar: at a known end, or on the way up or down.
    enum Moment {
        OPEN,
        RISE,
        FALL,
        CLOSE
    }

    static Verdict of(Order order, boolean triggered, Bar bar) {
        return switch (order.timeInForce()) {
            case AT_THE_OPEN -> auction(order, bar.open(), Moment.OPEN);
            case AT_THE_CLOSE -> auction(order, bar.close(), Moment.CLOSE);
            case DAY, GOOD_TIL_CANCELED, IMMEDIATE_OR_CANCEL, FILL_OR_KILL ->
                    continuous(order.pricing(), order.side(), triggered, bar);
        };
    }

    /// Whether it happened in the course of the bar, on the way to a price above or below.
    boolean hits(Moment way) {
        return fills && moment == way;
    }

    /// Whether the bar may end this order's chance: an auction, or an order for at once.
    static boolean onlyChance(TimeInForce timeInForce) {
        return switch (timeInForce) {
            case IMMEDIATE_OR_CANCEL, FILL_OR_KILL, AT_THE_OPEN -> true;
            case DAY, GOOD_TIL_CANCELED, AT_THE_CLOSE -> false;
        };
    }

    private static Verdict continuous(Pricing pricing, Side side, boolean triggered, Bar bar) {
        return switch (pricing) {
            case Pricing.Market _ -> market(bar.open(), Moment.OPEN);
            case Pricing.Limit(var limit) -> limit(side, limit, bar);
            case Pricing.Stop(var stop) ->
                    triggered ? market(bar.open(), Moment.OPEN) : stop(side, stop, bar);
            case Pricing.StopLimit(var stop, var limit) ->
                    triggered ? limit(side, limit, bar) : stopLimit(side, stop, limit, bar);
        };
    }

    private static Verdict market(Price price, Moment moment) {
        return new Verdict(false, true, price, true, moment);
    }

    private static Verdict at(Price price, Moment moment) {
        return new Verdict(false, true, price, false, moment);
    }

    /// Stops have no part in an auction; a limit must be better than needed.
    private static Verdict auction(Order order, Price price, Moment moment) {
        return switch (order.pricing()) {
            case Pricing.Market _ -> market(price, moment);
            case Pricing.Limit(var limit) ->
                    better(order.side(), price, limit) ? at(price, moment) : NOTHING;
            case Pricing.Stop _, Pricing.StopLimit _ -> NOTHING;
        };
    }

    /// A touch is not enough: others wait at that price before us.
    private static Verdict limit(Side side, Price limit, Bar bar) {
        if (better(side, bar.open(), limit)) {
            return at(bar.open(), Moment.OPEN);
        }
        return switch (side) {
            case BUY -> penetrates(side, bar.low(), limit) ? at(limit, Moment.FALL) : NOTHING;
            case SELL -> penetrates(side, bar.high(), limit) ? at(limit, Moment.RISE) : NOTHING;
        };
    }

    private static Verdict stop(Side side, Price stop, Bar bar) {
        if (reached(side, bar.open(), stop)) {
            return market(bar.open(), Moment.OPEN).triggering();
        }
        return switch (side) {
            case BUY ->
                    reached(side, bar.high(), stop)
                            ? market(stop, Moment.RISE).triggering()
                            : NOTHING;
            case SELL ->
                    reached(side, bar.low(), stop)
                            ? market(stop, Moment.FALL).triggering()
                            : NOTHING;
        };
    }

    /// After a stop that the open reaches, the whole bar counts. After one that is reached later,
    /// only the close surely comes after it.
    private static Verdict stopLimit(Side side, Price stop, Price limit, Bar bar) {
        if (reached(side, bar.open(), stop)) {
            return limit(side, limit, bar).triggering();
        }
        var extreme = side == Side.BUY ? bar.high() : bar.low();
        if (!reached(side, extreme, stop)) {
            return NOTHING;
        }
        var way = side == Side.BUY ? Moment.RISE : Moment.FALL;
        return (penetrates(side, bar.close(), limit) ? at(limit, way) : NOTHING).triggering();
    }

    private Verdict triggering() {
        return new Verdict(true, fills, price, pays, moment);
    }

    private static boolean better(Side side, Price price, Price limit) {
        return switch (side) {
            case BUY -> price.compareTo(limit) < 0;
            case SELL -> price.compareTo(limit) > 0;
        };
    }

    private static boolean penetrates(Side side, Price price, Price limit) {
        var tick = limit.compareTo(DOLLAR) < 0 ? TICK_BELOW_A_DOLLAR : TICK;
        return switch (side) {
            case BUY -> price.compareTo(limit.minus(tick)) <= 0;
            case SELL -> price.compareTo(limit.plus(tick)) >= 0;
        };
    }

    private static boolean reached(Side side, Price price, Price stop) {
        return switch (side) {
            case BUY -> price.compareTo(stop) >= 0;
            case SELL -> price.compareTo(stop) <= 0;
        };
    }
}
