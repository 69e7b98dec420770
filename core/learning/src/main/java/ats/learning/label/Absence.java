package ats.learning.label;

/// Why a bar has no label.
public enum Absence {
    /// The bars that it is made of are still to come.
    NOT_YET("too new"),
    /// The instrument ends before.
    INSTRUMENT_ENDED("too near to the end of their share"),
    /// A price that it is made of is missing or is none.
    NO_PRICE("without a price"),
    /// Too few bars before to tell how wide the barriers are.
    NO_VOLATILITY("with too few bars before them");

    private final String words;

    Absence(String words) {
        this.words = words;
    }

    /// What bars without a label for this reason are.
    public String words() {
        return words;
    }
}
