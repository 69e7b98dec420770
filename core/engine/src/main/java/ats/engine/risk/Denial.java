package ats.engine.risk;

/// Why risk refused an order.
public enum Denial {
    /// Trading is halted, or held.
    HALTED,
    /// Only orders that shrink risk are allowed.
    REDUCING,
    RESTRICTED_SYMBOL,
    SYMBOL_HALTED,
    /// No price, or one too old to trust.
    STALE_PRICE,
    ORDER_SHARES,
    ORDER_NOTIONAL,
    /// A limit too far from the last price.
    PRICE_COLLAR,
    POSITION_NOTIONAL,
    GROSS_EXPOSURE,
    NET_EXPOSURE,
    SHORT_NOT_ALLOWED,
    BUYING_POWER,
    ORDER_RATE,
    OPEN_ORDERS,
    /// The same order was made already.
    DUPLICATE
}
