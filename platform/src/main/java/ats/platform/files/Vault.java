package ats.platform.files;

import module java.base;

import ats.platform.Fault;

/// A folder of folders that never change: each is written under another name, forced to disk and
/// renamed, so that one which has its name is whole, also after a crash.
public final class Vault {
    private static final String DRAFT = ".draft";

    /// Beside each draft there is its maker's mark.
    private static final String MARK = ".mark";

    private final Path folder;
    private final boolean durable;

    public Vault(Path folder) {
        this(folder, true);
    }

    /// For what can be made again: nothing is forced to disk, so that what a crash of the machine
    /// leaves under a name may be damaged. Whoever reads it compares hashes.
    public static Vault passing(Path folder) {
        return new Vault(folder, false);
    }

    private Vault(Path folder, boolean durable) {
        this.folder = folder.toAbsolutePath().normalize();
        this.durable = durable;
        try {
            Files.createDirectories(this.folder);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    /// What somebody who has died left unfinished is removed first.
    public Draft draft() {
        try {
            forget();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
        var mark = LifeMark.in(folder, MARK);
        try {
            return new Draft(Files.createDirectory(place(mark.name())), mark);
        } catch (IOException failed) {
            mark.close();
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

    /// Removes one, which may be gone already.
    public void remove(String name) {
        var path = path(name);
        try (var all = Files.list(path)) {
            for (var file : all.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (NoSuchFileException gone) {
            // as wanted
        } catch (IOException failed) {
            throw Fault.retryable("cannot remove " + path + ": " + failed.getMessage(), failed);
        }
    }

    private void forget() throws IOException {
        LifeMark.buryAll(folder, MARK, mark -> removed(place(mark)));
        try (var all = Files.list(folder)) {
            for (var path : all.filter(Vault::abandoned).toList()) {
                remove(path);
            }
        }
    }

    private Path place(String mark) {
        return folder.resolve(DRAFT + mark.substring(MARK.length()));
    }

    /// A mark is there before its draft, and goes after it.
    private static boolean abandoned(Path path) {
        var name = path.getFileName().toString();
        return name.startsWith(DRAFT)
                && !Files.exists(path.resolveSibling(MARK + name.substring(DRAFT.length())));
    }

    private void removed(Path draft) {
        try {
            remove(draft);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    private static void remove(Path draft) throws IOException {
        if (!Files.exists(draft)) return;
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
        private final LifeMark mark;
        private boolean published;

        private Draft(Path place, LifeMark mark) {
            this.place = place;
            this.mark = mark;
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
                    if (durable) forceAll();
                    Files.move(place, target, StandardCopyOption.ATOMIC_MOVE);
                    published = true;
                    if (durable) force(folder);
                }
            } catch (IOException failed) {
                throw unwritable(failed);
            }
            return target;
        }

        private void forceAll() throws IOException {
            try (var all = Files.list(place)) {
                for (var file : all.toList()) {
                    force(file);
                }
            }
            force(place);
        }

        @Override
        public void close() {
            if (!published) {
                removed(place);
            }
            mark.close();
        }
    }
}
