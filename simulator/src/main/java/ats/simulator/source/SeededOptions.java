package ats.simulator.source;

import module java.base;

import ats.domain.Symbol;

/// Which synthetic market: everything that its bars depend on. `signalStrength` is how much the
/// past says of the next bar, see [PlantedSignal]; 0 is a market in which nobody can learn anything
/// from prices.
public record SeededOptions(
        long seed, LocalDate firstDate, List<Symbol> symbols, double signalStrength) {
    /// Beyond it the market would be all signal.
    private static final double STRONGEST_SIGNAL = 0.3;

    public SeededOptions {
        symbols = List.copyOf(symbols);
        if (!(signalStrength >= 0 && signalStrength <= STRONGEST_SIGNAL)) {
            throw new IllegalArgumentException(
                    "a signal's strength is from 0 to " + STRONGEST_SIGNAL + ": " + signalStrength);
        }
    }

    /// All symbols, and no signal.
    public static SeededOptions of(long seed, LocalDate firstDate) {
        return new SeededOptions(seed, firstDate, SeededMarket.SYMBOLS, 0);
    }

    public SeededOptions withSymbols(List<Symbol> chosen) {
        return new SeededOptions(seed, firstDate, chosen, signalStrength);
    }

    public SeededOptions withSignal(double strength) {
        return new SeededOptions(seed, firstDate, symbols, strength);
    }
}
