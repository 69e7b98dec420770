package ats.platform.log;

import module java.base;

/// An append-only file of byte records that survives crashes and full disks.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // shape only as yet
public final class AppendLog implements AutoCloseable {
    public static AppendLog open(Path path) {
        throw new UnsupportedOperationException(path.toString());
    }

    public static void read(Path path, Consumer<byte[]> records) {
        throw new UnsupportedOperationException(path.toString() + records);
    }

    public long cutBytes() {
        return 0;
    }

    public long append(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException("" + bytes.length + offset + length);
    }

    public void sync() {}

    @Override
    public void close() {}
}
