package ats.platform.log;

import ats.platform.Fault;

import module java.base;

import org.jspecify.annotations.Nullable;

/// Reads a log's records in order and stops at a torn tail: bytes after which no whole record
/// follows, as a crash leaves them. Damage before a whole record is a CORRUPT fault.
public final class LogReader implements Iterator<byte[]>, AutoCloseable {
    private static final int BUFFER = 256 << 10;

    /// The reach of the search for a whole record behind a damaged one: any record would fit in it.
    private static final int REACH = 2 * (AppendLog.LARGEST_RECORD + AppendLog.HEADER);

    /// Larger candidates would make the search of random bytes quadratic.
    private static final int LARGEST_CANDIDATE = 64 << 10;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    private long bufferAt;
    private long at;
    private long tornBytes;
    private byte @Nullable [] waiting;

    public static LogReader open(Path path) {
        try {
            return new LogReader(path, FileChannel.open(path, StandardOpenOption.READ));
        } catch (NoSuchFileException missing) {
            throw Fault.misuse("there is no log " + path, missing);
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    private LogReader(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
    }

    @Override
    public boolean hasNext() {
        if (waiting == null && tornBytes == 0 && at < size) {
            try {
                waiting = load();
            } catch (IOException failed) {
                throw unreadable(path, failed);
            }
        }
        return waiting != null;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) throw new NoSuchElementException("no record after " + at + " in " + path);
        byte[] record = Objects.requireNonNull(waiting);
        waiting = null;
        at += AppendLog.HEADER + record.length;
        return record;
    }

    /// Where the next record begins: the end of those that were given.
    public long position() {
        return at;
    }

    /// The length of a torn tail, once the end was reached.
    public long tornBytes() {
        return tornBytes;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    private byte @Nullable [] load() throws IOException {
        if (size - at >= AppendLog.HEADER) {
            var header = ByteBuffer.wrap(bytes(at, AppendLog.HEADER));
            int length = header.getInt();
            int checksum = header.getInt();
            if (plausible(length) && at + AppendLog.HEADER + length <= size) {
                byte[] payload = bytes(at + AppendLog.HEADER, length);
                if (AppendLog.checksum(payload, 0, length) == checksum) return payload;
                refuseIfWholeAt(at + AppendLog.HEADER + length);
            }
        }
        refuseIfAnyWhole();
        tornBytes = size - at;
        return null;
    }

    private static boolean plausible(int length) {
        return length >= 1 && length <= AppendLog.LARGEST_RECORD;
    }

    private void refuseIfWholeAt(long candidate) throws IOException {
        if (size - candidate < AppendLog.HEADER) return;
        var header = ByteBuffer.wrap(bytes(candidate, AppendLog.HEADER));
        int length = header.getInt();
        int checksum = header.getInt();
        if (!plausible(length) || candidate + AppendLog.HEADER + length > size) return;
        byte[] payload = bytes(candidate + AppendLog.HEADER, length);
        if (AppendLog.checksum(payload, 0, length) == checksum) throw damaged(candidate);
    }

    private void refuseIfAnyWhole() throws IOException {
        byte[] rest = bytes(at, (int) Math.min(size - at, REACH));
        var view = ByteBuffer.wrap(rest);
        for (int from = 1; from <= rest.length - AppendLog.HEADER; from++) {
            int length = view.getInt(from);
            int payload = from + AppendLog.HEADER;
            if (length < 1 || length > LARGEST_CANDIDATE) continue;
            if (payload + length > rest.length) continue;
            if (AppendLog.checksum(rest, payload, length) == view.getInt(from + 4)) {
                throw damaged(at + from);
            }
        }
    }

    private Fault damaged(long follower) {
        return Fault.corrupt(path + " is damaged at byte " + at + ": the record there fails its"
                + " check, and a whole one follows at byte " + follower);
    }

    private byte[] bytes(long from, int length) throws IOException {
        var target = ByteBuffer.allocate(length);
        if (from < bufferAt || from + length > bufferAt + buffer.limit()) {
            if (length > BUFFER) return fill(target, from).array();
            fill(buffer.clear(), from).flip();
            bufferAt = from;
        }
        buffer.get((int) (from - bufferAt), target.array());
        return target.array();
    }

    private ByteBuffer fill(ByteBuffer target, long from) throws IOException {
        while (target.hasRemaining()) {
            int read = channel.read(target, from + target.position());
            if (read < 0) break;
        }
        return target;
    }

    private static Fault unreadable(Path path, IOException failed) {
        return Fault.retryable("cannot read " + path + ": " + failed.getMessage(), failed);
    }
}
