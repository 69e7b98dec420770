package ats.simulator.source;

import module java.base;

import ats.domain.Symbol;

/// Which synthetic market: everything that its bars depend on. `signalStrength` is how much the
/// past says of the next bar, see [PlantedSignal]; 0 is a market in which nobody can learn anything
/// from prices. Its prices begin `historySessions` before the first date.
public record SeededOptions(
        long seed,
        LocalDate firstDate,
        List<Symbol> symbols,
        double signalStrength,
        int historySessions) {
    /// Beyond it the market would be all signal.
    private static final double STRONGEST_SIGNAL = 0.3;

    private static final int LONGEST_HISTORY = 1_000;

    public SeededOptions {
        symbols = List.copyOf(symbols);
        if (!(signalStrength >= 0 && signalStrength <= STRONGEST_SIGNAL)) {
            throw new IllegalArgumentException(
                    "a signal's strength is from 0 to " + STRONGEST_SIGNAL + ": " + signalStrength);
        }
        if (historySessions < 1 || historySessions > LONGEST_HISTORY) {
            throw new IllegalArgumentException(
                    "a history of " + historySessions + " sessions; write 1 to " + LONGEST_HISTORY);
        }
    }

    /// The usual symbols, no signal, and a history long enough to learn from.
    public static SeededOptions of(long seed, LocalDate firstDate) {
        return new SeededOptions(
                seed, firstDate, SeededMarket.SYMBOLS, 0, SeededMarket.HISTORY_SESSIONS);
    }

    public SeededOptions withSymbols(List<Symbol> chosen) {
        return new SeededOptions(seed, firstDate, chosen, signalStrength, historySessions);
    }

    public SeededOptions withSignal(double strength) {
        return new SeededOptions(seed, firstDate, symbols, strength, historySessions);
    }

    public SeededOptions withHistory(int sessions) {
        return new SeededOptions(seed, firstDate, symbols, signalStrength, sessions);
    }
}
