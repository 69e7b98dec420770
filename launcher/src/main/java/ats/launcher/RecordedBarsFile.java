package ats.launcher;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Symbol;
import ats.platform.Fault;
import ats.simulator.source.BarSource;
import ats.simulator.source.CsvBars;
import ats.simulator.source.LeanFolder;

/// Bars that somebody recorded, found by what the command line says of them. It stands apart from
/// the options, which a process without the simulator reads as well.
final class RecordedBarsFile {

    private RecordedBarsFile() {}

    /// Opens a LEAN folder, or a CSV file (packed or not) of one symbol. Where no last day was
    /// named, the last bar's is.
    static BarSource open(MarketOptions options, Path path, Calendar hours) {
        var source = source(options, path, hours);
        long before = hours.after(options.liveFrom().minusDays(1)).open();
        var first = source.nextEnd(before);
        if (first.isEmpty() || hours.date(first.getAsLong() - 1).isAfter(options.to())) {
            throw Fault.misuse(
                    path
                            + " has no bars from "
                            + options.liveFrom()
                            + " to "
                            + options.to()
                            + "; name other days");
        }
        options.endsBy(() -> hours.date(lastEnd(source, first.getAsLong()) - 1));
        return source;
    }

    /// The end of the last bar, by halving the time in which it must lie.
    private static long lastEnd(BarSource source, long first) {
        long low = first;
        long high = Long.MAX_VALUE;
        while (low < high) {
            long middle = low + (high - low) / 2;
            var next = source.nextEnd(middle);
            if (next.isPresent()) {
                low = next.getAsLong();
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static BarSource source(MarketOptions options, Path path, Calendar hours) {
        var symbols = options.symbols();
        if (Files.isDirectory(path)) {
            if (symbols.isEmpty()) {
                throw Fault.misuse("name the symbols to trade, such as --symbols SPY,AAPL");
            }
            var request =
                    new LeanFolder.Request(
                            path, symbols, options.timeframe(), options.from(), options.to());
            return LeanFolder.open(request, hours);
        }
        if (!Files.exists(path)) {
            throw Fault.misuse(path + " does not exist; name a LEAN folder or a CSV file");
        }
        if (symbols.size() > 1) {
            throw Fault.misuse(path + " is a CSV file, which has the bars of one symbol; name one");
        }
        var symbol = Symbol.of(symbols.isEmpty() ? "CSV" : symbols.getFirst());
        return CsvBars.open(path, options.columns(), options.scale(), options.timeframe(), symbol);
    }
}
