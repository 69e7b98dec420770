package ats.platform.columns;

import module java.base;

import ats.platform.Fault;
import ats.platform.files.Vault;
import ats.platform.json.Json;

/// A table that never changes, read straight from its mapped files.
public final class ColumnFolder {
    private final Manifest manifest;
    private final SortedMap<String, ByteBuffer> columns = new TreeMap<>();

    private ColumnFolder(Manifest manifest) {
        this.manifest = manifest;
    }

    /// Compares the manifest with the name and each file with its hash: a VENUE fault names what is
    /// missing or damaged.
    public static ColumnFolder open(Vault vault, String name) {
        var bytes = vault.read(name, Manifest.FILE);
        if (!Manifest.hash(bytes).equals(name)) {
            throw damaged(vault.path(name).resolve(Manifest.FILE));
        }
        var manifest = Json.read(new String(bytes, StandardCharsets.UTF_8), Manifest.class);
        var folder = new ColumnFolder(manifest);
        for (var entry : manifest.columns()) {
            folder.columns.put(entry.name(), mapped(vault.path(name), entry));
        }
        return folder;
    }

    public SortedMap<String, String> about() {
        return manifest.about();
    }

    /// The columns' names, in the order in which they were made.
    public List<String> names() {
        return manifest.columns().stream().map(Manifest.Entry::name).toList();
    }

    public int rows() {
        return Math.toIntExact(manifest.columns().getFirst().rows());
    }

    public FloatBuffer floats(String name) {
        return bytes(name, Kind.FLOAT).asFloatBuffer();
    }

    public LongBuffer longs(String name) {
        return bytes(name, Kind.LONG).asLongBuffer();
    }

    private ByteBuffer bytes(String name, Kind kind) {
        var found = columns.get(name);
        if (found == null) {
            throw Fault.misuse("there is no column " + name + " among " + names());
        }
        manifest.columns().stream()
                .filter(entry -> entry.name().equals(name) && entry.kind() != kind)
                .findFirst()
                .ifPresent(
                        entry -> {
                            throw Fault.misuse(name + " holds " + entry.kind() + ", not " + kind);
                        });
        return found.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer mapped(Path folder, Manifest.Entry entry) {
        var path = folder.resolve(entry.file());
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            var digest = Manifest.sha256();
            digest.update(bytes.duplicate());
            boolean whole = channel.size() == entry.rows() * entry.kind().bytes();
            if (!whole || !HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
                throw damaged(path);
            }
            return bytes;
        } catch (IOException failed) {
            throw Fault.venue("cannot read " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static Fault damaged(Path path) {
        return Fault.venue(path + " is damaged: its content does not have the hash that it must");
    }
}
