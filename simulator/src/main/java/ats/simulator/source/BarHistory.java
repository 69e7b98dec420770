package ats.simulator.source;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;

/// Bars by symbol and time: raw prices, learned at the end of their windows.
public interface BarHistory {

    /// Sorted.
    List<Symbol> symbols();

    /// The length of the bars; one at the edge of a session may be shorter.
    Timeframe base();

    /// The bars whose window starts in `[from, to)` epoch nanos, oldest first; none for a symbol
    /// that is not listed.
    List<Bar> between(Symbol symbol, long from, long to);
}
