package ats.simulator.source;

import module java.base;

import ats.domain.Symbol;

/// Every alert about unusual options trading that a simulated market will ever have. It knows the
/// future: whoever serves from it has to stop at the virtual now. Safe to ask from several threads.
public interface FlowSource {

    /// Sorted.
    List<Symbol> symbols();

    /// When the first alert after that instant is made.
    OptionalLong nextMade(long after);

    /// The alerts made in `[from, to)` epoch nanos, oldest first; none for a symbol that is not
    /// listed.
    List<OptionsFlow> between(Symbol symbol, long from, long to);
}
