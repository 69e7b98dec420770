package ats.domain;

/// How long an order works.
public enum TimeInForce {
    /// Until the close of the session it belongs to.
    DAY,
    /// Until it is filled or canceled.
    GOOD_TIL_CANCELED,
    /// At once, in part or whole; the rest is canceled.
    IMMEDIATE_OR_CANCEL,
    /// At once and whole, or not at all.
    FILL_OR_KILL,
    /// In the opening auction only.
    AT_THE_OPEN,
    /// In the closing auction only.
    AT_THE_CLOSE
}
