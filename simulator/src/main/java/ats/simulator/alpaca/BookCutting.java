package ats.simulator.alpaca;

import module java.base;

import ats.platform.json.Json;

/// Writes books anew without the closes that a later one of their symbol has made worthless: they
/// are one line per held symbol and bar, and by far the most.
final class BookCutting {
    private static final String CLOSED = "{\"line\":\"closed\"";

    private BookCutting() {}

    /// A channel on the new file, open for appending; `path` still names the old one.
    static FileChannel cut(Path path, Path cut) throws IOException {
        var last = lastCloses(path);
        try (var lines = Files.newBufferedReader(path);
                var out = Files.newBufferedWriter(cut)) {
            long number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(CLOSED) || last.contains(number)) {
                    out.write(line);
                    out.write('\n');
                }
                number++;
            }
        }
        var channel = FileChannel.open(cut, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return channel;
    }

    /// The numbers of the lines that count.
    private static Set<Long> lastCloses(Path path) throws IOException {
        var bySymbol = new HashMap<String, Long>();
        try (var lines = Files.newBufferedReader(path)) {
            long number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(CLOSED)) {
                    bySymbol.put(BookLines.text(Json.parse(line), "symbol"), number);
                }
                number++;
            }
        }
        return new HashSet<>(bySymbol.values());
    }
}
