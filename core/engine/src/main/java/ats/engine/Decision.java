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

    Quantity position(Symbol symbol);

    /// The last raw close, adjusted for splits and dividends since; empty before the first.
    Optional<Price> price(Symbol symbol);

    /// The engine orders target minus position minus what is working. A symbol that is not named
    /// keeps its former target.
    void target(Symbol symbol, Quantity shares);
}
