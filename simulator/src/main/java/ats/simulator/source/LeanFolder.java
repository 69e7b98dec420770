package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Timeframe;

/// Reads a folder in QuantConnect LEAN's layout: zipped rows, New York times, prices × 10000.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // shape only as yet
public final class LeanFolder {

    /// The bars of these symbols, named as of `to`, on the days `[from, to]`. What is missing or
    /// unreadable is a MISUSE fault of one line.
    public static BarSource open(Request request, Calendar calendar) {
        throw new UnsupportedOperationException();
    }

    private LeanFolder() {}

    /// `root` holds `equity/usa`.
    public record Request(
            Path root, List<String> symbols, Timeframe base, LocalDate from, LocalDate to) {
        public Request {
            symbols = List.copyOf(symbols);
        }
    }
}
