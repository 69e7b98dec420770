package ats.platform.files;

import module java.base;

import ats.platform.Fault;

/// A file that a process keeps locked for as long as it lives, or as what it stands for lasts. The
/// system lets go of the lock however the process ends; so whoever finds one that nobody holds
/// knows that its maker is gone, without knowing numbers of processes, which containers do not
/// share.
public final class LifeMark implements AutoCloseable {

    /// A process that opens and closes a file anew would lose the lock that it has on it.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private static final Set<OpenOption> TO_MAKE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final Path path;
    private final FileChannel channel;

    private LifeMark(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Sets one in that folder, under a name that begins so and that no other has.
    public static LifeMark in(Path folder, String start) {
        return at(folder.resolve(start + "-" + UUID.randomUUID()));
    }

    /// Sets one there; the name must be one that nobody else chooses.
    public static LifeMark at(Path chosen) {
        var path = chosen.toAbsolutePath().normalize();
        OWN.add(path);
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent(), "a file's folder"));
            return new LifeMark(path, locked(path));
        } catch (IOException failed) {
            OWN.remove(path);
            throw Fault.retryable(
                    "cannot make "
                            + path
                            + ": "
                            + failed.getMessage()
                            + "; free space or correct the permissions of its folder",
                    failed);
        }
    }

    /// Whoever buries the dead may have taken a mark that was not locked yet for one of them.
    private static FileChannel locked(Path path) throws IOException {
        while (true) {
            var channel = FileChannel.open(path, TO_MAKE);
            if (channel.tryLock() != null && Files.exists(path)) {
                return channel;
            }
            channel.close();
        }
    }

    /// Removes the mark if nobody holds it; `first` is done before, and again by the next one to
    /// come if it fails. False when its maker lives, or when there is none.
    public static boolean bury(Path found, Runnable first) {
        var path = found.toAbsolutePath().normalize();
        if (OWN.contains(path)) {
            return false;
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return false;
            }
            first.run();
            Files.deleteIfExists(path);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException failed) {
            throw Fault.retryable("cannot remove " + path + ": " + failed.getMessage(), failed);
        }
    }

    /// Buries those in the folder whose names begin so, each told by its name first.
    public static void buryAll(Path folder, String start, Consumer<String> gone) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var all = Files.list(folder)) {
            for (var path : all.sorted().toList()) {
                var name = path.getFileName().toString();
                if (name.startsWith(start + "-")) {
                    bury(path, () -> gone.accept(name));
                }
            }
        } catch (IOException failed) {
            throw Fault.retryable("cannot list " + folder + ": " + failed.getMessage(), failed);
        }
    }

    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
            channel.close();
        } catch (IOException failed) {
            throw Fault.retryable("cannot remove " + path + ": " + failed.getMessage(), failed);
        } finally {
            OWN.remove(path);
        }
    }
}
