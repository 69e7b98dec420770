package ats.simulator.alpaca;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Money;
import ats.engine.exchange.BookEntry;
import ats.engine.exchange.Costs;
import ats.engine.exchange.SimulatedBroker;
import ats.platform.Fault;
import ats.platform.json.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The simulated broker's own books on disk, for a broker outlives its customers: a first line that
/// says whose they are, then one line of JSON per entry. A line is with the operating system before
/// [#append] returns, so it survives the end of this process. For one thread at a time.
public final class Book implements AutoCloseable {
    /// Some megabytes; a busy simulation writes as much in some days of its market.
    private static final long CLOSES_MAX = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Book.class);

    private final Path path;
    private final Opening opening;
    private FileChannel channel;
    private long closes;
    private long others;
    private boolean doubtful;

    /// Opens books that are there.
    public static Book load(Path path) {
        var file = BookFile.read(path);
        return continued(path, file, file.opening().orElseThrow(() -> nameless(path)));
    }

    /// Opens the books that are there, else new ones; what is there keeps its own opening.
    public static Book load(Path path, Opening ifNew) {
        if (!Files.exists(path)) {
            return begun(path, ifNew);
        }
        var file = BookFile.read(path);
        return file.opening()
                .map(own -> continued(path, file, own))
                .orElseGet(() -> begun(path, ifNew));
    }

    /// What the books say, read without opening or changing them; a torn last line is not read.
    public static Reading read(Path path) {
        var file = BookFile.read(path);
        var opening = file.opening().orElseThrow(() -> nameless(path));
        return new Reading(opening, file.entries());
    }

    public static List<BookEntry> entries(Path path) {
        return read(path).entries();
    }

    private Book(Path path, FileChannel channel, Opening opening) {
        this.path = path;
        this.channel = channel;
        this.opening = opening;
    }

    public Opening opening() {
        return opening;
    }

    public List<BookEntry> entries() {
        return entries(path);
    }

    /// The broker that these books make; what happens to it from now on is written here.
    public SimulatedBroker broker(Calendar calendar, long barGraceNanos) {
        var broker = read(path).broker(calendar, barGraceNanos);
        broker.keep(this::append);
        return broker;
    }

    public void append(BookEntry entry) {
        write(BookLines.write(entry));
        count(entry);
        if (closes > Math.max(CLOSES_MAX, others)) {
            cut();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw Fault.retryable("cannot close " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static Fault nameless(Path path) {
        return Fault.misuse(path + " does not say whose books it is");
    }

    private static Book begun(Path path, Opening opening) {
        var book = new Book(path, opened(path), opening);
        book.cutTo(0);
        var first = new LinkedHashMap<String, String>();
        first.put("account", opening.accountNumber());
        first.put("cash", Wire.text(opening.cash()));
        first.put("costs", opening.costs());
        book.write(Json.write(first));
        return book;
    }

    private static Book continued(Path path, BookFile file, Opening opening) {
        var book = new Book(path, opened(path), opening);
        file.entries().forEach(book::count);
        if (!file.torn().isEmpty()) {
            LOG.atWarn()
                    .setMessage("book.line.torn")
                    .addKeyValue("file", path)
                    .addKeyValue("dropped", file.torn())
                    .log();
            book.cutTo(file.wholeBytes());
        }
        if (!file.ended()) {
            book.put(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        return book;
    }

    private static FileChannel opened(Path path) {
        try {
            var folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var channel =
                    FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.position(channel.size());
            return locked(path, channel);
        } catch (IOException failed) {
            throw Fault.retryable("cannot open " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static FileChannel locked(Path path, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            channel.close();
            throw Fault.misuse(path + " is open already", inThisProcess);
        }
        channel.close();
        throw Fault.misuse(path + " is in use by another simulated broker; stop that one first");
    }

    private void count(BookEntry entry) {
        if (entry instanceof BookEntry.Closed) {
            closes++;
        } else {
            others++;
        }
    }

    /// The old file is whole until the new one has its name.
    private void cut() {
        var shorter = path.resolveSibling(path.getFileName() + ".tmp");
        try {
            var next = locked(path, BookCutting.cut(path, shorter));
            Files.move(shorter, path, StandardCopyOption.ATOMIC_MOVE);
            channel.close();
            channel = next;
            closes = 0;
        } catch (IOException failed) {
            throw Fault.retryable("cannot shorten " + path + ": " + failed.getMessage(), failed);
        }
    }

    private void write(String line) {
        put(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private void put(ByteBuffer bytes) {
        if (doubtful) {
            throw Fault.corrupt(path + " could not be written before: the broker is ahead of it");
        }
        try {
            while (bytes.hasRemaining()) {
                var _ = channel.write(bytes);
            }
        } catch (IOException failed) {
            // The broker in memory has done already what these books will never say.
            doubtful = true;
            throw Fault.corrupt("cannot write " + path + ": " + failed.getMessage(), failed);
        }
    }

    private void cutTo(long size) {
        try {
            channel.truncate(size).position(size);
        } catch (IOException failed) {
            throw Fault.retryable("cannot shorten " + path + ": " + failed.getMessage(), failed);
        }
    }

    /// Whose books they are, the cash they begin with, and what trading costs, as [Costs#parse]
    /// reads it.
    public record Opening(String accountNumber, Money cash, String costs) {
        public Opening {
            if (accountNumber.isBlank()) {
                throw new IllegalArgumentException("an account has a number");
            }
            var _ = Costs.parse(costs);
        }
    }

    /// What books said when they were read.
    public record Reading(Opening opening, List<BookEntry> entries) {
        public Reading {
            entries = List.copyOf(entries);
        }

        /// The broker that these books make; nothing that happens to it is written.
        public SimulatedBroker broker(Calendar calendar, long barGraceNanos) {
            return new SimulatedBroker(
                            opening.accountNumber(),
                            calendar,
                            Costs.parse(opening.costs()),
                            barGraceNanos,
                            opening.cash())
                    .restore(entries);
        }
    }
}
