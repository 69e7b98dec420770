package ats.platform.log;

import ats.platform.Fault;

import module java.base;

/// An append-only file of byte records that survives crashes and full disks; for one thread.
///
/// Each record is a frame: length, CRC-32C of the payload, payload; integers are big-endian. What
/// was appended is buffered until `sync`, which returns once it is on the disk.
public final class AppendLog implements AutoCloseable {
    /// Far above any journal entry; a length beyond it can only be damage.
    public static final int LARGEST_RECORD = 16 << 20;

    static final int HEADER = 8;

    /// Holds some thousand events, so that a group of them is one write.
    private static final int BUFFER = 256 << 10;

    private final Path path;
    private final Disk disk;
    private final long cutBytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written;
    private boolean doubtful;

    /// Opens or creates the file for appending and cuts off a torn tail.
    public static AppendLog open(Path path) {
        long end = 0;
        long torn = 0;
        if (Files.exists(path)) {
            try (var reader = LogReader.open(path)) {
                while (reader.hasNext()) {
                    reader.next();
                }
                end = reader.position();
                torn = reader.tornBytes();
            }
        }
        try {
            var channel =
                    FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new AppendLog(path, locked(path, channel), end, torn);
        } catch (IOException failed) {
            throw Fault.retryable("cannot open " + path + ": " + failed.getMessage(), failed);
        }
    }

    /// Gives every whole record in order; see [LogReader] for what it does with damage.
    public static void read(Path path, Consumer<byte[]> records) {
        try (var reader = LogReader.open(path)) {
            reader.forEachRemaining(records);
        }
    }

    AppendLog(Path path, Disk disk, long end, long torn) throws IOException {
        this.path = path;
        this.disk = disk;
        this.written = end;
        this.cutBytes = torn;
        if (torn > 0) {
            disk.truncate(end);
            disk.force();
        }
    }

    /// How many bytes of a torn tail the opening cut off.
    public long cutBytes() {
        return cutBytes;
    }

    /// Accepts one record and returns where in the file it begins. On a full disk it throws a
    /// RETRYABLE fault, this record is not accepted, and those accepted before are kept.
    public long append(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length < 1 || length > LARGEST_RECORD) {
            throw Fault.misuse("a record has 1 to " + LARGEST_RECORD + " bytes, not " + length);
        }
        int frame = HEADER + length;
        if (frame > buffer.remaining()) flush();
        long at = written + buffer.position();
        if (frame > buffer.capacity()) {
            write(put(ByteBuffer.allocate(frame), bytes, offset, length).flip());
        } else {
            put(buffer, bytes, offset, length);
        }
        return at;
    }

    /// Returns once everything accepted is on the disk. After a RETRYABLE fault call it again;
    /// appending again what was accepted would double it.
    public void sync() {
        flush();
        try {
            disk.force();
        } catch (IOException failed) {
            // The kernel may have dropped the pages it could not write: a second force would lie.
            doubtful = true;
            throw Fault.corrupt(
                    "cannot force " + path + " to disk: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        try (disk) {
            if (!doubtful) sync();
        } catch (IOException failed) {
            throw Fault.retryable("cannot close " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static Disk locked(Path path, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) return Disk.of(channel);
        } catch (OverlappingFileLockException inThisProcess) {
            channel.close();
            throw Fault.misuse(path + " is already open for appending", inThisProcess);
        }
        channel.close();
        throw Fault.misuse(path + " is open for appending in another process; stop that one first");
    }

    private static ByteBuffer put(ByteBuffer into, byte[] bytes, int offset, int length) {
        return into.putInt(length)
                .putInt(checksum(bytes, offset, length))
                .put(bytes, offset, length);
    }

    static int checksum(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    private void flush() {
        if (buffer.position() == 0) return;
        write(buffer.duplicate().flip());
        buffer.clear();
    }

    private void write(ByteBuffer frames) {
        if (doubtful) throw Fault.corrupt(path + " could not be forced to disk before");
        long at = written;
        try {
            while (frames.hasRemaining()) {
                at += disk.write(frames, at);
            }
            written = at;
        } catch (IOException full) {
            cutBack(full);
            throw Fault.retryable("cannot write " + path + ": " + full.getMessage()
                    + "; free space on its disk, nothing accepted is lost", full);
        }
    }

    /// If this fails too, the next write begins at the same place and covers the remains.
    private void cutBack(IOException reason) {
        try {
            disk.truncate(written);
        } catch (IOException second) {
            reason.addSuppressed(second);
        }
    }
}
