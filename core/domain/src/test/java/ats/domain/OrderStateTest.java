package ats.domain;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

final class OrderStateTest {

    /// Every legal move, written out. A pending order's way back to the state before it and a late
    /// partial fill of one that ended are not moves between two states of this table alone: the
    /// first is known to whoever keeps the order, the second stays where it is.
    private static final Map<OrderState, Set<OrderState>> LEGAL =
            Map.ofEntries(
                    Map.entry(
                            OrderState.INITIALIZED,
                            Set.of(OrderState.DENIED, OrderState.SUBMITTED)),
                    Map.entry(OrderState.DENIED, Set.of()),
                    Map.entry(
                            OrderState.SUBMITTED,
                            Set.of(
                                    OrderState.ACCEPTED,
                                    OrderState.REJECTED,
                                    OrderState.CANCELED,
                                    OrderState.EXPIRED,
                                    OrderState.TRIGGERED,
                                    OrderState.PARTIALLY_FILLED,
                                    OrderState.FILLED,
                                    OrderState.PENDING_UPDATE,
                                    OrderState.PENDING_CANCEL)),
                    Map.entry(
                            OrderState.ACCEPTED,
                            Set.of(
                                    OrderState.TRIGGERED,
                                    OrderState.PARTIALLY_FILLED,
                                    OrderState.FILLED,
                                    OrderState.CANCELED,
                                    OrderState.EXPIRED,
                                    OrderState.REJECTED,
                                    OrderState.PENDING_UPDATE,
                                    OrderState.PENDING_CANCEL)),
                    Map.entry(OrderState.REJECTED, Set.of()),
                    Map.entry(
                            OrderState.TRIGGERED,
                            Set.of(
                                    OrderState.PARTIALLY_FILLED,
                                    OrderState.FILLED,
                                    OrderState.CANCELED,
                                    OrderState.EXPIRED,
                                    OrderState.REJECTED,
                                    OrderState.PENDING_UPDATE,
                                    OrderState.PENDING_CANCEL)),
                    Map.entry(
                            OrderState.PARTIALLY_FILLED,
                            Set.of(
                                    OrderState.PARTIALLY_FILLED,
                                    OrderState.FILLED,
                                    OrderState.CANCELED,
                                    OrderState.EXPIRED,
                                    OrderState.PENDING_UPDATE,
                                    OrderState.PENDING_CANCEL)),
                    Map.entry(
                            OrderState.PENDING_UPDATE,
                            Set.of(
                                    OrderState.PENDING_UPDATE,
                                    OrderState.PARTIALLY_FILLED,
                                    OrderState.FILLED,
                                    OrderState.CANCELED,
                                    OrderState.EXPIRED,
                                    OrderState.REJECTED)),
                    Map.entry(
                            OrderState.PENDING_CANCEL,
                            Set.of(
                                    OrderState.PENDING_CANCEL,
                                    OrderState.PARTIALLY_FILLED,
                                    OrderState.FILLED,
                                    OrderState.CANCELED,
                                    OrderState.EXPIRED,
                                    OrderState.REJECTED)),
                    Map.entry(OrderState.CANCELED, Set.of(OrderState.CANCELED, OrderState.FILLED)),
                    Map.entry(OrderState.EXPIRED, Set.of(OrderState.EXPIRED, OrderState.FILLED)),
                    Map.entry(OrderState.FILLED, Set.of()));

    @Test
    void allowsTheLegalMovesAndNoOther() {
        for (var from : OrderState.values()) {
            for (var to : OrderState.values()) {
                assertThat(from.mayBecome(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(Objects.requireNonNull(LEGAL.get(from)).contains(to));
            }
        }
    }

    @Test
    void knowsWhatIsOverAndWhatIsPending() {
        assertThat(EnumSet.allOf(OrderState.class).stream().filter(OrderState::terminal))
                .containsExactly(
                        OrderState.DENIED,
                        OrderState.REJECTED,
                        OrderState.CANCELED,
                        OrderState.EXPIRED,
                        OrderState.FILLED);
        assertThat(EnumSet.allOf(OrderState.class).stream().filter(OrderState::pending))
                .containsExactly(OrderState.PENDING_UPDATE, OrderState.PENDING_CANCEL);
    }
}
