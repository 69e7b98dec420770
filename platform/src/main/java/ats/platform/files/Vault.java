package ats.platform.files;

import module java.base;

import ats.platform.Fault;

/// A folder of folders that never change: each is written under another name, forced to disk and
/// renamed, so that one which has its name is whole, also after a crash.
public final class Vault {
    private static final String DRAFT = ".draft-";

    private final Path folder;
    private final AtomicLong drafts = new AtomicLong();

    /// What a process that has died left unfinished is removed.
    public Vault(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.folder);
            try (var all = Files.list(this.folder)) {
                for (var left : all.filter(Vault::abandoned).toList()) {
                    remove(left);
                }
            }
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    public Draft draft() {
        var name = DRAFT + ProcessHandle.current().pid() + "-" + drafts.incrementAndGet();
        try {
            return new Draft(Files.createDirectory(folder.resolve(name)));
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    public boolean has(String name) {
        return Files.isDirectory(path(name));
    }

    public Path path(String name) {
        if (name.isBlank() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw Fault.misuse("'" + name + "' cannot be the name of a folder here");
        }
        return folder.resolve(name);
    }

    /// A VENUE fault names the file that is missing or can't be read.
    public byte[] read(String name, String file) {
        var path = path(name).resolve(file);
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException missing) {
            throw Fault.venue("there is no " + path, missing);
        } catch (IOException failed) {
            throw Fault.venue("cannot read " + path + ": " + failed.getMessage(), failed);
        }
    }

    /// All files of a folder; none when it is not there.
    public SortedMap<String, byte[]> readAll(String name) {
        var files = new TreeMap<String, byte[]>();
        if (has(name)) {
            try (var all = Files.list(path(name))) {
                for (var path : all.toList()) {
                    files.put(path.getFileName().toString(), Files.readAllBytes(path));
                }
            } catch (IOException failed) {
                throw Fault.venue("cannot read " + path(name) + ": " + failed.getMessage(), failed);
            }
        }
        return files;
    }

    /// All that is published, by name.
    public List<String> names() {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw Fault.retryable("cannot list " + folder + ": " + failed.getMessage(), failed);
        }
    }

    private static boolean abandoned(Path path) {
        var name = path.getFileName().toString();
        if (!name.startsWith(DRAFT)) return false;
        var pid = name.substring(DRAFT.length()).replaceAll("-.*", "");
        return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void remove(Path draft) throws IOException {
        try (var all = Files.walk(draft)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void force(Path path) throws IOException {
        var options =
                Files.isDirectory(path)
                        ? Set.of(StandardOpenOption.READ)
                        : Set.of(StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(path, options)) {
            channel.force(true);
        }
    }

    private Fault unwritable(IOException failed) {
        return Fault.retryable(
                "cannot write to "
                        + folder
                        + ": "
                        + failed.getMessage()
                        + "; free space or correct its permissions",
                failed);
    }

    /// A folder in the making. Closed without having been published, it leaves nothing.
    public final class Draft implements AutoCloseable {
        private final Path place;
        private boolean published;

        private Draft(Path place) {
            this.place = place;
        }

        public void write(String file, byte[] content) {
            try {
                Files.write(place.resolve(file), content, StandardOpenOption.CREATE_NEW);
            } catch (IOException failed) {
                throw unwritable(failed);
            }
        }

        /// Where a large file may be written by other means before publishing.
        public Path file(String name) {
            return place.resolve(name);
        }

        /// From here on it is there, under this name, for good. One that was there before stays.
        public Path publish(String name) {
            var target = path(name);
            try {
                if (!Files.isDirectory(target)) {
                    try (var all = Files.list(place)) {
                        for (var file : all.toList()) {
                            force(file);
                        }
                    }
                    force(place);
                    Files.move(place, target, StandardCopyOption.ATOMIC_MOVE);
                    force(folder);
                    published = true;
                }
            } catch (IOException failed) {
                throw unwritable(failed);
            }
            return target;
        }

        @Override
        public void close() {
            if (published) return;
            try {
                remove(place);
            } catch (IOException failed) {
                throw unwritable(failed);
            }
        }
    }
}
