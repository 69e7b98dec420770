package ats.services.tradingstrategy;

import module java.base;

import ats.platform.Fault;
import ats.platform.log.AppendLog;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal's segments on disk, `<day>-<number>.journal`. When the disk is full it waits for
/// room: nothing is decided that was not written down. The segments of the newest days are kept,
/// older ones are removed whole.
final class JournalFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// A segment's name; what else lies in the folder is not ours to remove.
    private static final Pattern SEGMENT =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})-\\d{3,}\\.journal");

    private final Path folder;
    private final int keptDays;
    private final Consumer<String> trouble;
    private @Nullable AppendLog log;
    private volatile boolean closed;

    /// `trouble` hears why it waits, and "" when it no longer does.
    JournalFiles(Path folder, int keptDays, Consumer<String> trouble) {
        this.folder = folder;
        this.keptDays = keptDays;
        this.trouble = trouble;
    }

    /// The records that follow go into a new file of that day.
    void roll(LocalDate day) {
        close(log);
        log = patiently(() -> AppendLog.open(fresh(day)));
        prune(day.toString());
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

    /// Days are counted by what is there, not by the calendar: a clock that was wrong for a moment
    /// must not cost the journals of a year. The day in use stays in any case.
    private void prune(String today) {
        if (keptDays == TradingSettings.ALL_DAYS) {
            return;
        }
        try (var files = Files.list(folder)) {
            var days = new TreeMap<String, List<Path>>(Comparator.reverseOrder());
            files.forEach(file -> day(file).ifPresent(day -> add(days, day, file)));
            var old = days.keySet().stream().skip(keptDays).filter(day -> !day.equals(today));
            for (var day : old.toList()) {
                for (var file : days.getOrDefault(day, List.of())) {
                    Files.delete(file);
                }
                LOG.atInfo().setMessage("journal.pruned").addKeyValue("day", day).log();
            }
        } catch (IOException kept) {
            LOG.atWarn().setMessage("journal.not.pruned").addKeyValue("reason", kept).log();
        }
    }

    private static Optional<String> day(Path file) {
        var matcher = SEGMENT.matcher(file.getFileName().toString());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void add(SortedMap<String, List<Path>> days, String day, Path file) {
        days.computeIfAbsent(day, _ -> new ArrayList<>()).add(file);
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
