package ats.domain;

import module java.base;

/// What changes the meaning of a price from the open of `exDate` on. All times in epoch nanos.
public sealed interface CorporateAction {

    Symbol symbol();

    LocalDate exDate();

    /// The open of the first session at the new terms.
    long happenedAt();

    long learnedAt();

    /// `to` shares come out of every `from`: 7 out of 1, or 1 out of 10 in a reverse split.
    record Split(
            Symbol symbol, LocalDate exDate, long happenedAt, long learnedAt, long from, long to)
            implements CorporateAction {

        public Split {
            if (from <= 0 || to <= 0) {
                throw new IllegalArgumentException(symbol + " cannot split " + to + ":" + from);
            }
        }
    }

    /// Cash for each share held at the close before `exDate`.
    record Dividend(
            Symbol symbol, LocalDate exDate, long happenedAt, long learnedAt, Price perShare)
            implements CorporateAction {

        public Dividend {
            if (perShare.negative()) {
                throw new IllegalArgumentException(symbol + " cannot pay " + perShare);
            }
        }
    }
}
