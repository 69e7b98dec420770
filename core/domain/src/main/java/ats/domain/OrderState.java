package ats.domain;

import module java.base;

/// Where an order stands. Legal moves are a table; an illegal one is loud.
public enum OrderState {
    /// Built, not yet judged by risk.
    INITIALIZED,
    /// Refused by our own risk checks; the broker never saw it.
    DENIED,
    /// The intent is durable and it may be on its way; whether the broker has it is not known.
    SUBMITTED,
    ACCEPTED,
    /// The broker refused it, and said so.
    REJECTED,
    TRIGGERED,
    PARTIALLY_FILLED,
    PENDING_UPDATE,
    PENDING_CANCEL,
    CANCELED,
    EXPIRED,
    FILLED;

    private static final Set<OrderState> TERMINAL =
            EnumSet.of(DENIED, REJECTED, CANCELED, EXPIRED, FILLED);

    /// From a pending state back to the state before is legal too: whoever keeps the order knows
    /// it.
    private static final EnumMap<OrderState, EnumSet<OrderState>> MOVES = moves();

    /// Whether nothing more is expected of the broker. A late fill may still come.
    public boolean terminal() {
        return TERMINAL.contains(this);
    }

    public boolean pending() {
        return this == PENDING_UPDATE || this == PENDING_CANCEL;
    }

    public boolean mayBecome(OrderState next) {
        return MOVES.getOrDefault(this, EnumSet.noneOf(OrderState.class)).contains(next);
    }

    private static EnumMap<OrderState, EnumSet<OrderState>> moves() {
        var moves = new EnumMap<OrderState, EnumSet<OrderState>>(OrderState.class);
        var live = EnumSet.of(PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED);
        var pending = EnumSet.of(PENDING_UPDATE, PENDING_CANCEL);
        moves.put(INITIALIZED, EnumSet.of(DENIED, SUBMITTED));
        moves.put(SUBMITTED, union(live, pending, EnumSet.of(ACCEPTED, REJECTED, TRIGGERED)));
        moves.put(ACCEPTED, union(live, pending, EnumSet.of(REJECTED, TRIGGERED)));
        moves.put(TRIGGERED, union(live, pending, EnumSet.of(REJECTED)));
        moves.put(PARTIALLY_FILLED, union(live, pending));
        moves.put(PENDING_UPDATE, union(live, EnumSet.of(PENDING_UPDATE, REJECTED)));
        moves.put(PENDING_CANCEL, union(live, EnumSet.of(PENDING_CANCEL, REJECTED)));
        moves.put(CANCELED, EnumSet.of(CANCELED, FILLED));
        moves.put(EXPIRED, EnumSet.of(EXPIRED, FILLED));
        return moves;
    }

    @SafeVarargs
    private static EnumSet<OrderState> union(EnumSet<OrderState>... parts) {
        var union = EnumSet.noneOf(OrderState.class);
        for (var part : parts) {
            union.addAll(part);
        }
        return union;
    }
}
