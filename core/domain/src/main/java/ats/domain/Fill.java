package ats.domain;

/// One execution of an order. `execution` is the broker's id of it and never repeats; `happenedAt`
/// is the broker's time, `learnedAt` when we could first know of it (epoch nanos).
public record Fill(
        String execution,
        OrderId order,
        Symbol symbol,
        Side side,
        Quantity quantity,
        Price price,
        Money fee,
        long happenedAt,
        long learnedAt) {

    public Fill {
        if (execution.isBlank() || !quantity.positive() || price.negative()) {
            throw new IllegalArgumentException(
                    order
                            + " cannot have the fill "
                            + execution
                            + " of "
                            + quantity
                            + " at "
                            + price);
        }
    }

    /// The change of position.
    public Quantity change() {
        return side.signed(quantity);
    }

    /// Price times quantity, without the fee.
    public Money notional() {
        return price.times(quantity);
    }
}
