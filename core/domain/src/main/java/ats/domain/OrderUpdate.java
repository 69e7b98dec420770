package ats.domain;

/// What the broker says of an order. All times in epoch nanos.
public sealed interface OrderUpdate {

    OrderId order();

    long happenedAt();

    long learnedAt();

    /// The broker has it, working or queued for the next session, under its own id.
    record Accepted(OrderId order, long happenedAt, long learnedAt, String brokerId)
            implements OrderUpdate {}

    /// Proof that the broker refused it.
    record Rejected(OrderId order, long happenedAt, long learnedAt, String reason)
            implements OrderUpdate {}

    /// Its stop was reached.
    record Triggered(OrderId order, long happenedAt, long learnedAt) implements OrderUpdate {}

    /// Some or all of it traded.
    record Filled(Fill fill) implements OrderUpdate {

        @Override
        public OrderId order() {
            return fill.order();
        }

        @Override
        public long happenedAt() {
            return fill.happenedAt();
        }

        @Override
        public long learnedAt() {
            return fill.learnedAt();
        }
    }

    record PendingCancel(OrderId order, long happenedAt, long learnedAt) implements OrderUpdate {}

    record PendingReplace(OrderId order, long happenedAt, long learnedAt) implements OrderUpdate {}

    /// It works on under a further broker id and with new terms.
    record Replaced(
            OrderId order,
            long happenedAt,
            long learnedAt,
            String brokerId,
            Quantity quantity,
            Pricing pricing)
            implements OrderUpdate {}

    record CancelRejected(OrderId order, long happenedAt, long learnedAt, String reason)
            implements OrderUpdate {}

    record ReplaceRejected(OrderId order, long happenedAt, long learnedAt, String reason)
            implements OrderUpdate {}

    record Canceled(OrderId order, long happenedAt, long learnedAt) implements OrderUpdate {}

    /// Its time in force ended, or it never reached the broker and its session is over.
    record Expired(OrderId order, long happenedAt, long learnedAt) implements OrderUpdate {}
}
