package ats.simulator.alpaca;

import module java.base;

import ats.domain.Money;
import ats.domain.Order;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.engine.exchange.SimulatedBroker;

/// What the account's money and shares still cover, less what its open orders hold: an order that
/// opens holds its limit, its stop or else the last price times its shares; one that closes holds
/// the shares. Guarded by the lock of its [Brokerage].
final class Cover {
    private static final Money SHORTING_FROM = Money.of(2_000);

    private final SimulatedBroker broker;
    private final OrderRows rows;
    private final Map<Symbol, Price> last = new HashMap<>();

    Cover(SimulatedBroker broker, OrderRows rows) {
        this.broker = broker;
        this.rows = rows;
        broker.positions().forEach(held -> last.put(held.symbol(), held.close()));
    }

    void traded(Symbol symbol, Price price) {
        last.put(symbol, price);
    }

    /// Throws the vendor's refusal. What a replaced order holds is free for its replacement.
    void check(Order order, Optional<OrderRow> replaced) {
        var held = broker.position(order.symbol());
        var wanted = order.quantity().minus(replaced.map(OrderRow::filled).orElse(Quantity.ZERO));
        if (closes(order, held)) {
            checkShares(order.symbol(), wanted, replaced);
            return;
        }
        if (order.side() == Side.SELL) {
            checkShort(order);
        }
        var free = free(replaced);
        var cost = cost(order, wanted);
        if (cost.compareTo(free) > 0) {
            throw Refusal.forbidden("insufficient buying power")
                    .with("buying_power", Wire.text(free.setScale(2, RoundingMode.DOWN)))
                    .with("cost_basis", Wire.text(cost));
        }
    }

    /// Buying power less what open orders hold.
    BigDecimal free(Optional<OrderRow> replaced) {
        var free = broker.buyingPower().decimal();
        for (var row : rows.working()) {
            if (replaced.isEmpty() || replaced.get() != row) {
                free = free.subtract(holds(row));
            }
        }
        return free.max(BigDecimal.ZERO);
    }

    /// Shares of a holding that no open order has taken for itself, without a sign.
    Quantity available(Symbol symbol, Optional<OrderRow> replaced) {
        var held = broker.position(symbol);
        var taken = Quantity.ZERO;
        for (var row : rows.working()) {
            boolean other = replaced.isEmpty() || replaced.get() != row;
            if (other && row.terms().symbol().equals(symbol) && closes(row.terms(), held)) {
                taken = taken.plus(row.remaining());
            }
        }
        return held.absolute().minus(taken.smaller(held.absolute()));
    }

    private BigDecimal holds(OrderRow row) {
        var held = broker.position(row.terms().symbol());
        return closes(row.terms(), held) ? BigDecimal.ZERO : cost(row.terms(), row.remaining());
    }

    private static boolean closes(Order order, Quantity held) {
        return order.side() == Side.SELL ? held.positive() : held.negative();
    }

    private void checkShares(Symbol symbol, Quantity wanted, Optional<OrderRow> replaced) {
        var held = broker.position(symbol).absolute();
        var available = available(symbol, replaced);
        if (wanted.compareTo(available) <= 0) {
            return;
        }
        throw Refusal.forbidden(
                        "insufficient qty available for order (requested: "
                                + Wire.text(wanted)
                                + ", available: "
                                + Wire.text(available)
                                + ")")
                .with("available", Wire.text(available))
                .with("existing_qty", Wire.text(held))
                .with("held_for_orders", Wire.text(held.minus(available)))
                .with("symbol", symbol.text());
    }

    private void checkShort(Order order) {
        if (!order.quantity().whole()) {
            throw Refusal.ruled("fractional orders cannot be sold short");
        }
        if (broker.equity().compareTo(SHORTING_FROM) < 0) {
            throw Refusal.forbidden("account is not allowed to short");
        }
    }

    /// Nothing while no price is known: then nothing can be said.
    private BigDecimal cost(Order order, Quantity quantity) {
        var price =
                Words.limit(order.pricing())
                        .or(() -> Words.stop(order.pricing()))
                        .or(() -> Optional.ofNullable(last.get(order.symbol())))
                        .orElse(Price.ZERO);
        return price.decimal().multiply(quantity.decimal());
    }
}
