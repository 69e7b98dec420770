package ats.engine.risk;

import module java.base;

import ats.domain.Money;
import ats.domain.Order;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Ratio;
import ats.engine.TradingCondition.State;
import ats.engine.risk.Verdict.Denied;

/// Judges an order against the limits. An order that shrinks the position is let through where a
/// limit on exposure, loss or rate would only keep us in the risk.
public final class RiskChecks {

    private final RiskLimits limits;

    public RiskChecks(RiskLimits limits) {
        this.limits = limits;
    }

    public RiskLimits limits() {
        return limits;
    }

    /// The last price of the symbol, and when it was made.
    public record Reference(Optional<Price> price, long at, boolean halted) {}

    public Verdict judge(Order order, State state, Reference reference, Exposure exposure) {
        boolean shrinks = shrinks(order, exposure);
        if (state == State.HALTED) {
            return new Denied(Denial.HALTED, "trading is halted");
        }
        if (state == State.REDUCING && !shrinks) {
            return new Denied(Denial.REDUCING, "only orders that shrink risk are allowed");
        }
        if (reference.halted()) {
            return new Denied(Denial.SYMBOL_HALTED, order.symbol() + " is halted");
        }
        if (reference.price().isEmpty()) {
            return new Denied(Denial.STALE_PRICE, order.symbol() + " has no price yet");
        }
        var price = worst(order, reference.price().get());
        var itself = judgeItself(order, reference, price);
        if (itself instanceof Denied || shrinks) {
            return itself;
        }
        return judgeExposure(order, reference, price, exposure);
    }

    /// Orders that close a position, wholly or in part, and never turn it.
    public static boolean shrinks(Order order, Exposure exposure) {
        var after = exposure.held().plus(exposure.working()).plus(order.change());
        boolean against = exposure.held().positive() != order.change().positive();
        boolean turned = !after.zero() && after.positive() != exposure.held().positive();
        return !exposure.held().zero() && against && !turned;
    }

    private Verdict judgeItself(Order order, Reference reference, Price price) {
        if (order.quantity().compareTo(limits.orderShares()) > 0) {
            return new Denied(
                    Denial.ORDER_SHARES, order.quantity() + " above " + limits.orderShares());
        }
        if (tooLarge(price, order.quantity(), limits.orderNotional())) {
            return new Denied(
                    Denial.ORDER_NOTIONAL,
                    order.quantity() + " at " + price + " above " + limits.orderNotional());
        }
        if (beyondCollar(order.pricing(), reference.price().orElse(price))) {
            return new Denied(
                    Denial.PRICE_COLLAR,
                    order.pricing() + " is more than " + limits.priceCollar() + " off " + price);
        }
        return Verdict.ALLOWED;
    }

    private Verdict judgeExposure(
            Order order, Reference reference, Price price, Exposure exposure) {
        if (limits.restricted().contains(order.symbol())) {
            return new Denied(Denial.RESTRICTED_SYMBOL, order.symbol() + " is restricted");
        }
        if (order.decidedAt() - reference.at() > limits.priceAge().toNanos()) {
            return new Denied(Denial.STALE_PRICE, "the price is older than " + limits.priceAge());
        }
        if (exposure.ordersInLastMinute() >= limits.ordersPerMinute()) {
            return new Denied(Denial.ORDER_RATE, limits.ordersPerMinute() + " orders a minute");
        }
        if (exposure.openOrders() >= limits.openOrders()) {
            return new Denied(Denial.OPEN_ORDERS, limits.openOrders() + " orders are open");
        }
        return judgeSize(order, price, exposure);
    }

    private Verdict judgeSize(Order order, Price price, Exposure exposure) {
        var after = exposure.held().plus(exposure.working()).plus(order.change());
        if (after.negative() && !limits.shortAllowed()) {
            return new Denied(Denial.SHORT_NOT_ALLOWED, "it would leave " + after + " shares");
        }
        if (tooLarge(price, after.absolute(), limits.positionNotional())) {
            return new Denied(
                    Denial.POSITION_NOTIONAL, after + " shares above " + limits.positionNotional());
        }
        var value = price.times(after);
        var gross = exposure.gross().plus(price.times(after.absolute()));
        if (gross.compareTo(of(exposure.equity(), limits.grossExposure())) > 0) {
            return new Denied(Denial.GROSS_EXPOSURE, gross + " at equity " + exposure.equity());
        }
        var net = exposure.net().plus(value);
        if (absolute(net).compareTo(of(exposure.equity(), limits.netExposure())) > 0) {
            return new Denied(Denial.NET_EXPOSURE, net + " at equity " + exposure.equity());
        }
        if (price.times(order.quantity()).compareTo(exposure.buyingPower()) > 0) {
            return new Denied(
                    Denial.BUYING_POWER,
                    order.quantity() + " at " + price + " above " + exposure.buyingPower());
        }
        return Verdict.ALLOWED;
    }

    /// Compares without multiplying, so that an absurd quantity is denied rather than overflowing.
    private static boolean tooLarge(Price price, Quantity quantity, Money limit) {
        return price.positive() && limit.exceededBy(price, quantity);
    }

    private boolean beyondCollar(Pricing pricing, Price last) {
        return switch (pricing) {
            case Pricing.Market() -> false;
            case Pricing.Limit(var limit) -> off(limit, last);
            case Pricing.Stop(var stop) -> off(stop, last);
            case Pricing.StopLimit(var stop, var limit) -> off(stop, last) || off(limit, last);
        };
    }

    private boolean off(Price price, Price last) {
        return price.minus(last).absolute().compareTo(last.times(limits.priceCollar())) > 0;
    }

    private static Price worst(Order order, Price last) {
        return switch (order.pricing()) {
            case Pricing.Market() -> last;
            case Pricing.Limit(var limit) -> limit;
            case Pricing.Stop(var stop) -> stop;
            case Pricing.StopLimit(var _, var limit) -> limit;
        };
    }

    private static Money of(Money equity, Ratio ratio) {
        return equity.negative() ? Money.ZERO : equity.times(ratio);
    }

    private static Money absolute(Money money) {
        return money.absolute();
    }
}
