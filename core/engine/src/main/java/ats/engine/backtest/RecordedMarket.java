package ats.engine.backtest;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;

/// What a market did, by instants. Times are epoch nanoseconds.
public interface RecordedMarket {

    /// The next instant at which a bar ends.
    OptionalLong nextEnd(long after);

    /// The bars that end then, by symbol.
    List<Bar> endingAt(long at);

    /// Those with an ex-date in `[from, to]`, by date, then symbol.
    List<CorporateAction> actions(LocalDate from, LocalDate to);
}
