package ats.simulator.source;

import module java.base;

import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.platform.Fault;

/// Reads the bars of one symbol from a CSV file with a header, gzipped or not.
public final class CsvBars {
    private static final List<String> VALUES = List.of("open", "high", "low", "close", "volume");

    private final Path file;
    private final BigDecimal scale;
    private final Timeframe base;
    private int line;

    /// `columns` maps our names (`end` or `start` in epoch nanos, `open`, `high`, `low`, `close`,
    /// `volume`) to the file's; one that is left out has our name. Prices are multiplied by
    /// `scale`. What is missing or unreadable is a MISUSE fault of one line.
    public static BarSource open(
            Path file,
            Map<String, String> columns,
            BigDecimal scale,
            Timeframe base,
            Symbol symbol) {
        var table = new BarTable(symbol, 1 << 10);
        new CsvBars(file, scale, base).read(columns, table);
        return new RecordedBars(base, new TreeMap<>(Map.of(symbol, table)), List.of());
    }

    private CsvBars(Path file, BigDecimal scale, Timeframe base) {
        this.file = file;
        this.scale = scale;
        this.base = base;
    }

    private void read(Map<String, String> columns, BarTable table) {
        try (var reader = reader()) {
            var header = reader.readLine();
            if (header == null) {
                throw Fault.misuse(file + " is empty; a header was due");
            }
            line = 1;
            if (header.chars().anyMatch(each -> Character.isISOControl(each) || each == 0xFFFD)) {
                throw Fault.misuse(file + " is not a text file; name one with a header and commas");
            }
            var layout = layout(List.of(header.strip().split(",", -1)), columns);
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (!text.isBlank()) {
                    add(text, layout, table);
                }
            }
        } catch (IOException unreadable) {
            throw Fault.misuse(
                    "cannot read " + file + ", it may be damaged: " + unreadable, unreadable);
        }
    }

    private BufferedReader reader() throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(2);
        boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        var text = zipped ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    }

    private Layout layout(List<String> header, Map<String, String> columns) {
        int end = header.indexOf(columns.getOrDefault("end", "end"));
        int time = end >= 0 ? end : header.indexOf(columns.getOrDefault("start", "start"));
        var places = VALUES.stream().map(name -> place(header, columns, name)).toList();
        if (time < 0) {
            throw missing(header, columns.getOrDefault("end", "end"));
        }
        return new Layout(time, end >= 0, places, header.size());
    }

    private int place(List<String> header, Map<String, String> columns, String name) {
        int place = header.indexOf(columns.getOrDefault(name, name));
        if (place < 0) {
            throw missing(header, columns.getOrDefault(name, name));
        }
        return place;
    }

    private Fault missing(List<String> header, String column) {
        return Fault.misuse(
                file
                        + " has no column "
                        + column
                        + "; it has "
                        + String.join(", ", header)
                        + " (say which is which with --columns)");
    }

    private void add(String text, Layout layout, BarTable table) {
        try {
            var fields = text.strip().split(",", -1);
            if (fields.length < layout.columns()) {
                throw new IllegalArgumentException(
                        "has "
                                + fields.length
                                + " fields where the header has "
                                + layout.columns());
            }
            long time = instant(fields[layout.time()]);
            long from = layout.atEnd() ? time - base.nanos() : time;
            table.add(
                    new BarTable.Row(
                            from,
                            from + base.nanos(),
                            price(fields[layout.values().get(0)]),
                            price(fields[layout.values().get(1)]),
                            price(fields[layout.values().get(2)]),
                            price(fields[layout.values().get(3)]),
                            Quantity.parse(fields[layout.values().get(4)]).nanos()));
        } catch (IllegalArgumentException | ArithmeticException bad) {
            throw Fault.misuse(file + " line " + line + ": " + bad.getMessage(), bad);
        }
    }

    private static long instant(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException garbage) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time in epoch nanoseconds", garbage);
        }
    }

    private long price(String text) {
        try {
            return Price.from(new BigDecimal(text.strip()).multiply(scale)).nanos();
        } catch (NumberFormatException garbage) {
            throw new IllegalArgumentException("'" + text + "' is not a price", garbage);
        }
    }

    private record Layout(int time, boolean atEnd, List<Integer> values, int columns) {}
}
