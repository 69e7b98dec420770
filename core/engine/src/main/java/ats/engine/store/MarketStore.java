package ats.engine.store;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.port.MarketFeed.Span;

/// Market data as it was received: raw, and each thing once.
public interface MarketStore {

    /// A bar that is there already with the same values is left alone, one with others is updated.
    void saveBars(Timeframe timeframe, List<Bar> bars);

    /// Oldest first; those whose window starts in the span.
    List<Bar> bars(Symbol symbol, Timeframe timeframe, Span span);

    /// The last `count` bars that end at or before `to`, oldest first.
    List<Bar> lastBars(Symbol symbol, Timeframe timeframe, long to, int count);

    /// The end of the newest bar, 0 for none.
    long newest(Symbol symbol, Timeframe timeframe);

    long count(Timeframe timeframe, Span span);
}
