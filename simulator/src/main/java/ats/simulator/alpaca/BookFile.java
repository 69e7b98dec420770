package ats.simulator.alpaca;

import module java.base;

import ats.domain.Money;
import ats.engine.exchange.BookEntry;
import ats.platform.Fault;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// Reads the books' file. A last line without an end that cannot be read is what a crash leaves;
/// any other line that cannot be read is damage.
final class BookFile {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final List<BookEntry> entries = new ArrayList<>();
    private Optional<Book.Opening> opening = Optional.empty();
    private long lines;
    private long wholeBytes;
    private String torn = "";
    private boolean ended = true;

    private BookFile(Path path) {
        this.path = path;
    }

    static BookFile read(Path path) {
        var file = new BookFile(path);
        try (var in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            file.read(in);
            return file;
        } catch (NoSuchFileException missing) {
            throw Fault.misuse("there are no books of the simulated broker at " + path, missing);
        } catch (IOException failed) {
            throw Fault.retryable("cannot read " + path + ": " + failed.getMessage(), failed);
        }
    }

    /// Empty where a crash left not even the first line.
    Optional<Book.Opening> opening() {
        return opening;
    }

    List<BookEntry> entries() {
        return entries;
    }

    /// Where the file ends without the torn line.
    long wholeBytes() {
        return wholeBytes;
    }

    /// The torn line, else empty.
    String torn() {
        return torn;
    }

    /// Whether the last whole line has its end; one that a person edited may not.
    boolean ended() {
        return ended;
    }

    private void read(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                take(line.toString(StandardCharsets.UTF_8));
                wholeBytes += line.size() + 1L;
                line.reset();
            } else {
                line.write(next);
            }
        }
        if (line.size() > 0) {
            takeLast(line);
        }
    }

    private void takeLast(ByteArrayOutputStream line) {
        var text = line.toString(StandardCharsets.UTF_8);
        if (readable(text)) {
            take(text);
            wholeBytes += line.size();
            ended = false;
        } else {
            torn = text;
        }
    }

    private static boolean readable(String text) {
        try {
            return Json.parse(text).isObject();
        } catch (Fault cut) {
            return false;
        }
    }

    private void take(String text) {
        lines++;
        if (text.isBlank()) {
            return;
        }
        try {
            var line = Json.parse(text);
            if (opening.isEmpty()) {
                opening = Optional.of(opening(line));
            } else {
                entries.add(BookLines.read(line));
            }
        } catch (Fault | IllegalArgumentException | DateTimeException | ArithmeticException wrong) {
            throw Fault.corrupt(
                    path + " cannot be read at line " + lines + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Book.Opening opening(JsonNode line) {
        return new Book.Opening(
                BookLines.text(line, "account"),
                Money.parse(BookLines.text(line, "cash")),
                BookLines.text(line, "costs"));
    }
}
