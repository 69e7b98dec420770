package ats.platform.columns;

import module java.base;

import ats.platform.Fault;
import ats.platform.files.Vault;
import ats.platform.json.Json;

/// Writes a table that will never change: a file of little-endian numbers for each column, and a
/// manifest with what it is about and the hash of each file. Nothing is seen of it before it is
/// published, under the hash of its manifest.
public final class ColumnWriter implements AutoCloseable {
    private final Vault.Draft draft;
    private final SequencedMap<String, Column> columns = new LinkedHashMap<>();

    public ColumnWriter(Vault vault) {
        draft = vault.draft();
    }

    /// A column of 32-bit floats, as many as there will be rows.
    public Column floats(String name) {
        return column(name, Kind.FLOAT);
    }

    /// A column of 64-bit integers.
    public Column longs(String name) {
        return column(name, Kind.LONG);
    }

    /// Makes it durable and returns its name. The same content has the same name, and is kept once.
    public String publish(SortedMap<String, String> about) {
        var entries = new ArrayList<Manifest.Entry>();
        for (var column : columns.values()) {
            entries.add(column.finished());
        }
        var rows = entries.stream().mapToLong(Manifest.Entry::rows).distinct().toArray();
        if (rows.length != 1) {
            throw Fault.misuse("columns of different lengths: " + entries);
        }
        var manifest = Json.bytes(new Manifest(about, entries));
        draft.write(Manifest.FILE, manifest);
        var name = Manifest.hash(manifest);
        draft.publish(name);
        return name;
    }

    @Override
    public void close() {
        try (draft) {
            columns.values().forEach(Column::close);
        }
    }

    private Column column(String name, Kind kind) {
        if (!name.matches("[A-Za-z0-9_.-]{1,100}") || columns.containsKey(name)) {
            throw Fault.misuse("'" + name + "' cannot name a column here, or does so already");
        }
        var column = new Column(name, kind, draft.file(name + kind.suffix()));
        columns.put(name, column);
        return column;
    }

    /// One column while it grows.
    public static final class Column {
        private static final int BUFFER = 1 << 16;

        private final String name;
        private final Kind kind;
        private final Path path;
        private final FileChannel channel;
        private final MessageDigest digest = Manifest.sha256();
        private final ByteBuffer buffer =
                ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        private long rows;

        private Column(String name, Kind kind, Path path) {
            this.name = name;
            this.kind = kind;
            this.path = path;
            try {
                channel =
                        FileChannel.open(
                                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (IOException failed) {
                throw unwritable(path, failed);
            }
        }

        public void add(float value) {
            room(Kind.FLOAT).putFloat(value);
        }

        public void add(long value) {
            room(Kind.LONG).putLong(value);
        }

        private ByteBuffer room(Kind wanted) {
            if (kind != wanted) {
                throw Fault.misuse("the column " + name + " holds " + kind + ", not " + wanted);
            }
            if (buffer.remaining() < kind.bytes()) {
                drain();
            }
            rows++;
            return buffer;
        }

        private void drain() {
            buffer.flip();
            digest.update(buffer.array(), 0, buffer.limit());
            try {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            } catch (IOException failed) {
                throw unwritable(path, failed);
            }
            buffer.clear();
        }

        private Manifest.Entry finished() {
            drain();
            close();
            return new Manifest.Entry(name, kind, rows, HexFormat.of().formatHex(digest.digest()));
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException failed) {
                throw unwritable(path, failed);
            }
        }

        private static Fault unwritable(Path path, IOException failed) {
            return Fault.retryable(
                    "cannot write " + path + ": " + failed.getMessage() + "; free space", failed);
        }
    }
}
