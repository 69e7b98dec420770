package ats.services.tradingstrategy;

import module java.base;

import ats.platform.Fault;
import ats.platform.log.AppendLog;

import org.jspecify.annotations.Nullable;

/// The journal's segments on disk, `<day>-<number>.journal`. When the disk is full it waits for
/// room: nothing is decided that was not written down.
final class JournalFiles implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path folder;
    private final Consumer<String> trouble;
    private @Nullable AppendLog log;
    private volatile boolean closed;

    /// `trouble` hears why it waits, and "" when it no longer does.
    JournalFiles(Path folder, Consumer<String> trouble) {
        this.folder = folder;
        this.trouble = trouble;
    }

    /// The records that follow go into a new file of that day.
    void roll(LocalDate day) {
        close(log);
        log = patiently(() -> AppendLog.open(fresh(day)));
    }

    void append(byte[] bytes, int length) {
        var open = current();
        var _ = patiently(() -> open.append(bytes, 0, length));
    }

    void sync() {
        var open = current();
        var _ =
                patiently(
                        () -> {
                            open.sync();
                            return true;
                        });
    }

    /// Ends a wait for room, too.
    @Override
    public void close() {
        closed = true;
        close(log);
        log = null;
    }

    void giveUp() {
        closed = true;
    }

    private static void close(@Nullable AppendLog open) {
        if (open != null) {
            open.close();
        }
    }

    private AppendLog current() {
        return Objects.requireNonNull(log, "a segment was rolled");
    }

    private Path fresh(LocalDate day) {
        try {
            Files.createDirectories(folder);
        } catch (IOException cause) {
            throw Fault.retryable("cannot make " + folder + ": " + cause.getMessage(), cause);
        }
        int number = 1;
        while (Files.exists(named(day, number))) {
            number++;
        }
        return named(day, number);
    }

    private Path named(LocalDate day, int number) {
        return folder.resolve("%s-%03d.journal".formatted(day, number));
    }

    private <T> T patiently(Supplier<T> task) {
        boolean waited = false;
        while (true) {
            try {
                var result = task.get();
                if (waited) {
                    trouble.accept("");
                }
                return result;
            } catch (Fault full) {
                if (full.kind() != Fault.Kind.RETRYABLE || closed) {
                    throw full;
                }
                waited = true;
                trouble.accept("the journal cannot be written: " + full.reason());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
