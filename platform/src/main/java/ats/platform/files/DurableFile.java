package ats.platform.files;

import ats.platform.Fault;

import module java.base;

/// Files that after a crash hold either all of the old content or all of the new.
public final class DurableFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private DurableFile() {}

    /// Replaces the file's content: temporary file, fsync, rename, fsync of the folder.
    public static void write(Path path, byte[] content) {
        replace(path, content, new FileAttribute<?>[0]);
    }

    /// The same for a secret: readable by its owner alone, from its first moment on.
    public static void writePrivate(Path path, byte[] content) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        replace(path, content, posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0]);
    }

    private static void replace(Path path, byte[] content, FileAttribute<?>[] attributes) {
        var folder = path.toAbsolutePath().normalize().getParent();
        if (folder == null) throw Fault.misuse("not a file: " + path);
        var name = path.getFileName() + "." + ProcessHandle.current().pid() + "."
                + Thread.currentThread().threadId() + ".part";
        var temporary = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(temporary);
            writeAndForce(temporary, content, attributes);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(folder);
        } catch (IOException failed) {
            forget(temporary, failed);
            throw Fault.retryable("cannot write " + path + ": " + failed.getMessage()
                    + "; free space or correct the permissions of its folder", failed);
        }
    }

    private static void writeAndForce(Path file, byte[] content, FileAttribute<?>[] attributes)
            throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, attributes)) {
            var left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        // Windows cannot open a folder; there a rename is durable without it.
        if (!File.separator.equals("/")) return;
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void forget(Path temporary, IOException reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException second) {
            reason.addSuppressed(second);
        }
    }
}
