package ats.domain;

/// What the broker booked on our account other than a fill. `id` is the broker's and never repeats;
/// times in epoch nanos.
public sealed interface AccountActivity {

    String id();

    long happenedAt();

    long learnedAt();

    /// Why money or shares moved.
    enum Reason {
        DIVIDEND,
        SPLIT,
        FEE,
        INTEREST,
        TRANSFER,
        OTHER
    }

    /// Money came (or went, when negative), for no holding in particular.
    record Cash(String id, long happenedAt, long learnedAt, Reason reason, Money amount)
            implements AccountActivity {}

    /// A holding changed by `shares` and paid `cash`; either may be zero.
    record Holding(
            String id,
            long happenedAt,
            long learnedAt,
            Reason reason,
            Symbol symbol,
            Quantity shares,
            Money cash)
            implements AccountActivity {}
}
