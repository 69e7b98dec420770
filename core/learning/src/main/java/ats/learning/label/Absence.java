package ats.learning.label;

/// Why a bar has no label.
public enum Absence {
    /// The bars that it is made of are still to come.
    NOT_YET,
    /// The instrument ends before.
    INSTRUMENT_ENDED,
    /// A price that it is made of is missing or is none.
    NO_PRICE,
    /// Too few bars before to tell how wide the barriers are.
    NO_VOLATILITY
}
