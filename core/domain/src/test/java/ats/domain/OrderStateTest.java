package ats.domain;

import static ats.domain.OrderState.ACCEPTED;
import static ats.domain.OrderState.CANCELED;
import static ats.domain.OrderState.DENIED;
import static ats.domain.OrderState.EXPIRED;
import static ats.domain.OrderState.FILLED;
import static ats.domain.OrderState.INITIALIZED;
import static ats.domain.OrderState.PARTIALLY_FILLED;
import static ats.domain.OrderState.PENDING_CANCEL;
import static ats.domain.OrderState.PENDING_UPDATE;
import static ats.domain.OrderState.REJECTED;
import static ats.domain.OrderState.SUBMITTED;
import static ats.domain.OrderState.TRIGGERED;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

final class OrderStateTest {

    /// Every legal move, written out. A pending order's way back to the state before it and a late
    /// partial fill of one that ended are not moves between two states of this table alone: the
    /// first is known to whoever keeps the order, the second stays where it is.
    private static final Map<OrderState, Set<OrderState>> LEGAL =
            Map.ofEntries(
                    Map.entry(INITIALIZED, Set.of(DENIED, SUBMITTED)),
                    Map.entry(DENIED, Set.of()),
                    Map.entry(
                            SUBMITTED,
                            Set.of(
                                    ACCEPTED,
                                    REJECTED,
                                    CANCELED,
                                    EXPIRED,
                                    TRIGGERED,
                                    PARTIALLY_FILLED,
                                    FILLED,
                                    PENDING_UPDATE,
                                    PENDING_CANCEL)),
                    Map.entry(
                            ACCEPTED,
                            Set.of(
                                    TRIGGERED,
                                    PARTIALLY_FILLED,
                                    FILLED,
                                    CANCELED,
                                    EXPIRED,
                                    REJECTED,
                                    PENDING_UPDATE,
                                    PENDING_CANCEL)),
                    Map.entry(REJECTED, Set.of()),
                    Map.entry(
                            TRIGGERED,
                            Set.of(
                                    PARTIALLY_FILLED,
                                    FILLED,
                                    CANCELED,
                                    EXPIRED,
                                    REJECTED,
                                    PENDING_UPDATE,
                                    PENDING_CANCEL)),
                    Map.entry(
                            PARTIALLY_FILLED,
                            Set.of(
                                    PARTIALLY_FILLED,
                                    FILLED,
                                    CANCELED,
                                    EXPIRED,
                                    PENDING_UPDATE,
                                    PENDING_CANCEL)),
                    Map.entry(
                            PENDING_UPDATE,
                            Set.of(
                                    PENDING_UPDATE,
                                    PARTIALLY_FILLED,
                                    FILLED,
                                    CANCELED,
                                    EXPIRED,
                                    REJECTED)),
                    Map.entry(
                            PENDING_CANCEL,
                            Set.of(
                                    PENDING_CANCEL,
                                    PARTIALLY_FILLED,
                                    FILLED,
                                    CANCELED,
                                    EXPIRED,
                                    REJECTED)),
                    Map.entry(CANCELED, Set.of(CANCELED, FILLED)),
                    Map.entry(EXPIRED, Set.of(EXPIRED, FILLED)),
                    Map.entry(FILLED, Set.of()));

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
                .containsExactly(DENIED, REJECTED, CANCELED, EXPIRED, FILLED);
        assertThat(EnumSet.allOf(OrderState.class).stream().filter(OrderState::pending))
                .containsExactly(PENDING_UPDATE, PENDING_CANCEL);
    }
}
