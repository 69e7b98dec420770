package ats.engine.bars;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Timeframe;

/// Builds one symbol's target bars out of a history of base bars.
public final class BarBuilder {

    public BarBuilder(Timeframe target, Calendar calendar, Consumer<Bar> out) {}

    /// Base bars in the order of time.
    public void on(Bar base) {}

    /// Tells the last bar, complete or not.
    public void finish() {}
}
