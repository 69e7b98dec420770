package ats.domain;

/// Which way an order moves the position.
public enum Side {
    BUY,
    SELL;

    /// The change of position that `quantity` on this side makes.
    public Quantity signed(Quantity quantity) {
        return switch (this) {
            case BUY -> quantity;
            case SELL -> quantity.negated();
        };
    }
}
