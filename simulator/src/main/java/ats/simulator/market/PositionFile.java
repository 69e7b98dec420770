package ats.simulator.market;

import module java.base;

import ats.platform.Fault;
import ats.platform.files.DurableFile;
import ats.platform.json.Json;
import ats.platform.time.ProcessClock;

/// Keeps the [MarketPosition] on disk. It is written before an instant is performed, so that after
/// a crash no instant is performed twice; one that was lost is repaired as any gap is.
public final class PositionFile implements Watcher {
    private static final long LEAST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final long seed;
    private final LocalDate firstDate;
    private final ProcessClock process;
    private long savedAt;

    /// The usual place under the home of a system.
    public static Path under(Path home) {
        return home.resolve("data", "simulator", "market.json");
    }

    public static Optional<MarketPosition> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readString(file), MarketPosition.class));
        } catch (IOException unreadable) {
            throw Fault.misuse("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (Fault damaged) {
            throw Fault.misuse(
                    file + " is damaged: " + damaged.reason() + "; ./ats reset starts over",
                    damaged);
        }
    }

    public PositionFile(Path file, MarketPosition start, ProcessClock process) {
        this.file = file;
        this.process = process;
        seed = start.seed();
        firstDate = start.firstDate();
        savedAt = process.nanos() - LEAST_PAUSE_NANOS;
    }

    @Override
    public void before(long at) {
        if (process.nanos() - savedAt >= LEAST_PAUSE_NANOS) {
            save(at);
        }
    }

    @Override
    public void after(Progress progress) {}

    @Override
    public void ended(Progress progress) {
        save(progress.at());
    }

    private void save(long at) {
        DurableFile.write(file, Json.bytes(new MarketPosition(seed, firstDate, at)));
        savedAt = process.nanos();
    }
}
