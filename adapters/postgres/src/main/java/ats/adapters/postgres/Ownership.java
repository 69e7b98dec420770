package ats.adapters.postgres;

import module java.base;

/// Says which JVM may start and stop the server of a data folder. The lock of the file is the
/// operating system's, so it ends with its JVM, however that ends; the text is for people.
final class Ownership implements AutoCloseable {

    /// A process loses its lock on a file when it closes any channel to it, so a second claim in
    /// the same JVM must not even open the file.
    private static final Set<Path> CLAIMED_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    /// Empty while another holds it.
    static Optional<Ownership> claim(Path file) throws IOException {
        if (!CLAIMED_HERE.add(file)) {
            return Optional.empty();
        }
        var channel = open(file);
        if (channel.isPresent()) {
            return Optional.of(new Ownership(file, channel.orElseThrow()));
        }
        CLAIMED_HERE.remove(file);
        return Optional.empty();
    }

    private static Optional<FileChannel> open(Path file) throws IOException {
        boolean ours = false;
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            ours = channel.tryLock() != null;
            if (!ours) {
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(words().getBytes(StandardCharsets.UTF_8)));
            return Optional.of(channel);
        } finally {
            if (!ours) {
                channel.close();
                CLAIMED_HERE.remove(file);
            }
        }
    }

    private Ownership(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
        CLAIMED_HERE.remove(file);
    }

    private static String words() {
        var process = ProcessHandle.current();
        var started = process.info().startInstant().map(Instant::toString).orElse("unknown");
        return process.pid() + " started " + started + "\n";
    }
}
