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
            if (header.chars().anyMatch(CsvBars::unprintable)) {
                throw Fault.misuse(file + " is not a text file; name one with a header and commas");
            }
            line = 1;
            var layout = layout(List.of(header.strip().split(",", -1)), columns);
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (!text.isBlank()) {
                    add(text, layout, table);
                }
            }
        } catch (IOException unreadable) {
            throw Unreadable.because(file, unreadable);
        }
    }

    private static boolean unprintable(int each) {
        return each == 0xFFFD || (Character.isISOControl(each) && each != '\t');
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
        return new Layout(header.size(), time, end >= 0, places);
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
            if (fields.length != layout.fields()) {
                throw new IllegalArgumentException(
                        "a row has %d fields, this one has %d"
                                .formatted(layout.fields(), fields.length));
            }
            long time = time(fields[layout.time()]);
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

    /// Far enough from either end of time for a bar to begin or end there.
    private long time(String text) {
        try {
            long time = Long.parseLong(text);
            var _ = Math.addExact(time, base.nanos());
            var _ = Math.subtractExact(time, base.nanos());
            return time;
        } catch (NumberFormatException | ArithmeticException garbage) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time in epoch nanos", garbage);
        }
    }

    private long price(String text) {
        try {
            return Price.from(new BigDecimal(text).multiply(scale)).nanos();
        } catch (NumberFormatException garbage) {
            throw new IllegalArgumentException("'" + text + "' is not a decimal number", garbage);
        }
    }

    private record Layout(int fields, int time, boolean atEnd, List<Integer> values) {}
}
