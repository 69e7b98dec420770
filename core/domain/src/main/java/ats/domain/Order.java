package ats.domain;

/// What we ask of the broker, as it was decided; `decidedAt` is market time in epoch nanoseconds.
public record Order(
        OrderId id,
        Symbol symbol,
        Side side,
        Quantity quantity,
        Pricing pricing,
        TimeInForce timeInForce,
        long decidedAt) {

    public Order {
        if (!quantity.positive()) {
            throw new IllegalArgumentException(id + " asks for " + quantity + " shares");
        }
    }

    /// The change of position when it is wholly filled.
    public Quantity change() {
        return side.signed(quantity);
    }
}
