package ats.simulator.source;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;

/// Reads the bars of one symbol from a CSV file with a header, gzipped or not.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // shape only as yet
public final class CsvBars {

    /// `columns` maps our names (`end` or `start` in epoch nanos, `open`, `high`, `low`, `close`,
    /// `volume`) to the file's; one that is left out has our name. Prices are multiplied by
    /// `scale`.
    public static BarSource open(
            Path file,
            Map<String, String> columns,
            BigDecimal scale,
            Timeframe base,
            Symbol symbol) {
        throw new UnsupportedOperationException();
    }

    private CsvBars() {}
}
