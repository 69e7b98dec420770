package ats.simulator.source;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;

/// Everything that a simulated market will ever have traded. It knows the future: whoever serves
/// from it has to stop at the virtual now. Safe to ask from several threads.
public interface BarSource extends BarHistory {

    /// The end of the first bar that ends after that instant.
    OptionalLong nextEnd(long after);

    /// The bars that end at this instant, by symbol.
    List<Bar> endingAt(long at);

    /// Splits and dividends with an ex-date in `[from, to]`, by date, then symbol; a dividend comes
    /// before the split of the same day, since it is paid on the shares of the close before.
    List<CorporateAction> actions(LocalDate from, LocalDate to);
}
