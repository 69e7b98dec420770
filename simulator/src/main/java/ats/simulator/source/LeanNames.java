package ats.simulator.source;

import module java.base;

import ats.platform.Fault;

/// The map files: which instrument bore which name when.
final class LeanNames {
    private static final int SUGGESTIONS = 3;

    /// By permanent name: the file's.
    private final SortedMap<String, Instrument> instruments = new TreeMap<>();

    static LeanNames read(Path folder) {
        var names = new LeanNames();
        for (var file : LeanText.files(folder, ".csv")) {
            var permanent = LeanText.stem(file);
            names.instruments.put(permanent, new Instrument(permanent, spans(file)));
        }
        return names;
    }

    private LeanNames() {}

    /// The instrument that bore the name on that day; one that had died by then under this name
    /// counts too, one that is without a map file has always had its name.
    Instrument named(String symbol, LocalDate day, SortedSet<String> dataFiles) {
        var name = symbol.toLowerCase(Locale.ROOT);
        return living(name, day)
                .or(() -> dead(name, day))
                .or(() -> unmapped(name, dataFiles))
                .orElseThrow(() -> unknown(symbol, day, dataFiles));
    }

    private Optional<Instrument> living(String name, LocalDate day) {
        return instruments.values().stream()
                .filter(instrument -> instrument.nameOn(day).filter(name::equals).isPresent())
                .max(Comparator.comparing(Instrument::first));
    }

    private Optional<Instrument> dead(String name, LocalDate day) {
        return instruments.values().stream()
                .filter(instrument -> instrument.last().to().isBefore(day))
                .filter(instrument -> instrument.last().name().equals(name))
                .max(Comparator.comparing(Instrument::first));
    }

    private Optional<Instrument> unmapped(String name, SortedSet<String> dataFiles) {
        boolean mapped =
                instruments.values().stream()
                        .flatMap(instrument -> instrument.spans().stream())
                        .anyMatch(span -> span.name().equals(name));
        return mapped || !dataFiles.contains(name)
                ? Optional.empty()
                : Optional.of(
                        new Instrument(
                                name, List.of(new Span(name, LocalDate.MIN, LocalDate.MAX))));
    }

    private Fault unknown(String symbol, LocalDate day, SortedSet<String> dataFiles) {
        var name = symbol.toLowerCase(Locale.ROOT);
        var later =
                instruments.values().stream()
                        .filter(
                                instrument ->
                                        instrument.spans().stream()
                                                .anyMatch(span -> span.name().equals(name)))
                        .flatMap(instrument -> instrument.nameOn(day).stream())
                        .findFirst();
        var hint =
                later.map(now -> "by then it was called " + now.toUpperCase(Locale.ROOT))
                        .orElseGet(() -> "the nearest there are: " + nearest(name, day, dataFiles));
        return Fault.misuse("nobody was called " + symbol + " on " + day + "; " + hint);
    }

    private String nearest(String name, LocalDate day, SortedSet<String> dataFiles) {
        var all = new TreeSet<String>();
        for (var file : dataFiles) {
            if (living(file, day).isPresent() || unmapped(file, dataFiles).isPresent()) {
                all.add(file);
            }
        }
        instruments
                .values()
                .forEach(
                        instrument ->
                                instrument.spans().stream()
                                        .filter(span -> dataFiles.contains(span.name()))
                                        .findFirst()
                                        .flatMap(_ -> instrument.nameOn(day))
                                        .ifPresent(all::add));
        return all.stream()
                .sorted(
                        Comparator.comparingInt((String other) -> LeanText.distance(name, other))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTIONS)
                .map(other -> other.toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static List<Span> spans(Path file) {
        var spans = new ArrayList<Span>();
        for (var line : LeanText.lines(file)) {
            if (line.fields().length < 2 || line.fields()[1].isBlank()) {
                throw line.bad("a map needs a date and a name", file);
            }
            var before = spans.stream().map(Span::to).reduce((_, last) -> last);
            var to = line.date(0, before, file);
            var from = before.map(day -> day.plusDays(1)).orElse(to);
            spans.add(new Span(line.fields()[1].toLowerCase(Locale.ROOT), from, to));
        }
        if (spans.isEmpty()) {
            throw Fault.misuse(file + " is empty; a map file has at least one row");
        }
        return spans;
    }

    /// Which name on which days, both ends included.
    record Span(String name, LocalDate from, LocalDate to) {}

    /// One security through all its names.
    record Instrument(String permanent, List<Span> spans) {
        Instrument {
            spans = List.copyOf(spans);
        }

        Optional<String> nameOn(LocalDate day) {
            return spans.stream()
                    .filter(span -> !day.isBefore(span.from()) && !day.isAfter(span.to()))
                    .map(Span::name)
                    .findFirst();
        }

        LocalDate first() {
            return spans.getFirst().from();
        }

        Span last() {
            return spans.getLast();
        }
    }
}
