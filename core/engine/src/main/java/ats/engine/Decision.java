package ats.engine;

import module java.base;

import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;

/// The account at a mark, as a strategy may see it, and where it says what it wants to hold.
public interface Decision {

    long at();

    /// Cash plus positions at their last closes.
    Money equity();

    /// Empty before the symbol's first price.
    Optional<Standing> standing(Symbol symbol);

    /// The engine orders target minus position minus what is working. A symbol that is not named
    /// keeps its former target.
    void target(Symbol symbol, Quantity shares);

    /// Where a symbol stands: shares held, shares wanted so far, and the last raw close, adjusted
    /// for splits and dividends since.
    record Standing(Quantity position, Quantity target, Price price) {}
}
