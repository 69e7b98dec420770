package ats.platform.logs;

import module java.base;

/// Which file in a folder of logs is this process's own: `name.json`, or `name-2.json` and so on
/// beside other processes of that name. Two that wrote and rolled one file would lose lines. The
/// system lets go of the lock however a process ends, so the next one goes on in its file, and the
/// number of files does not grow with the number of starts.
final class OwnFile implements AutoCloseable {

    /// More than ever share a folder.
    private static final int MOST = 1_000;

    private static final Set<OpenOption> TO_LOCK =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final String name;
    private final Optional<FileChannel> lock;

    private OwnFile(String name, Optional<FileChannel> lock) {
        this.name = name;
        this.lock = lock;
    }

    /// The first one that nobody else has. Where nothing can be locked it is the first: a log is no
    /// reason not to start.
    static OwnFile in(Path folder, String service) {
        try {
            Files.createDirectories(folder);
            for (int number = 1; number <= MOST; number++) {
                var name = number == 1 ? service : service + "-" + number;
                var lock = locked(folder.resolve("." + name + ".lock"));
                if (lock.isPresent()) {
                    return new OwnFile(name, lock);
                }
            }
        } catch (IOException unlockable) {
            return new OwnFile(service, Optional.empty());
        }
        return new OwnFile(service, Optional.empty());
    }

    /// Without an ending.
    String name() {
        return name;
    }

    /// The file with the lock stays: to remove it would take it from one who just opened it.
    @Override
    public void close() {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<FileChannel> locked(Path path) throws IOException {
        var channel = FileChannel.open(path, TO_LOCK);
        if (channel.tryLock() != null) {
            return Optional.of(channel);
        }
        channel.close();
        return Optional.empty();
    }
}
