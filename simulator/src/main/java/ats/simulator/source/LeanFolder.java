package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.platform.Fault;

/// Reads a folder in QuantConnect LEAN's layout: zipped rows, New York times, prices × 10000.
public final class LeanFolder {
    private static final Timeframe DAY = Timeframe.parse("1d");

    private final Request request;
    private final Path equity;
    private final LeanNames names;
    private final LeanRows rows;
    private final SortedSet<String> dataFiles;

    /// The bars of these symbols, named as of `to`, on the days `[from, to]`. What is missing or
    /// unreadable is a MISUSE fault of one line.
    public static BarSource open(Request request, Calendar calendar) {
        return new LeanFolder(request, calendar).read(calendar);
    }

    private LeanFolder(Request request, Calendar calendar) {
        this.request = request;
        equity = request.root().resolve("equity", "usa");
        if (!Files.isDirectory(equity)) {
            throw Fault.misuse(
                    request.root() + " is no folder of LEAN data: it has no equity/usa in it");
        }
        dataFiles = dataFiles();
        if (dataFiles.isEmpty()) {
            throw Fault.misuse(
                    equity.resolve(folderName())
                            + " has no files: there are no bars of this length");
        }
        names = LeanNames.read(equity.resolve("map_files"));
        rows = new LeanRows(request.base(), calendar);
    }

    private BarSource read(Calendar calendar) {
        var tables = new TreeMap<Symbol, BarTable>();
        var actions = new ArrayList<CorporateAction>();
        for (var text : request.symbols()) {
            var symbol = symbol(text);
            var instrument = names.named(text, request.to(), dataFiles);
            tables.put(symbol, table(symbol, instrument));
            var factors = equity.resolve("factor_files", instrument.permanent() + ".csv");
            actions.addAll(LeanFactors.read(factors, symbol, calendar));
        }
        return new RecordedBars(request.base(), tables, actions);
    }

    private static Symbol symbol(String text) {
        try {
            return Symbol.of(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException garbage) {
            throw Fault.misuse(String.valueOf(garbage.getMessage()), garbage);
        }
    }

    private BarTable table(Symbol symbol, LeanNames.Instrument instrument) {
        var table = new BarTable(symbol, 1 << 10);
        for (var span : instrument.spans()) {
            var from = later(span.from(), request.from());
            var to = span.to().isBefore(request.to()) ? span.to() : request.to();
            if (!from.isAfter(to)) {
                files(span.name(), from, to).forEach(file -> rows.read(file, from, to, table));
            }
        }
        if (table.size() == 0) {
            throw Fault.misuse(
                    "there are no "
                            + request.base()
                            + " bars of "
                            + symbol
                            + " from "
                            + request.from()
                            + " to "
                            + request.to()
                            + " in "
                            + equity
                            + "; other symbols of that length: "
                            + String.join(", ", dataFiles).toUpperCase(Locale.ROOT));
        }
        return table;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /// A past name without a file means that there are no bars of that time.
    private List<Path> files(String name, LocalDate from, LocalDate to) {
        var folder = equity.resolve(folderName());
        if (!request.base().equals(Timeframe.MINUTE)) {
            var file = folder.resolve(name + ".zip");
            return Files.exists(file) ? List.of(file) : List.of();
        }
        return LeanText.files(folder.resolve(name), "_trade.zip").stream()
                .filter(file -> within(LeanRows.dayOf(file), from, to))
                .toList();
    }

    private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    private String folderName() {
        if (request.base().equals(Timeframe.MINUTE)) {
            return "minute";
        }
        if (request.base().equals(Timeframe.HOUR)) {
            return "hour";
        }
        if (request.base().equals(DAY)) {
            return "daily";
        }
        throw Fault.misuse(
                "a folder of LEAN data has bars of 1m, 1h and 1d, not " + request.base());
    }

    private SortedSet<String> dataFiles() {
        var folder = equity.resolve(folderName());
        var ending = request.base().equals(Timeframe.MINUTE) ? "" : ".zip";
        return LeanText.files(folder, ending).stream()
                .map(file -> ending.isEmpty() ? LeanText.name(file) : LeanText.stem(file))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// `root` holds `equity/usa`.
    public record Request(
            Path root, List<String> symbols, Timeframe base, LocalDate from, LocalDate to) {
        public Request {
            symbols = List.copyOf(symbols);
            if (symbols.isEmpty()) {
                throw Fault.misuse("name at least one symbol, for example SPY");
            }
        }
    }
}
