package ats.adapters.postgres;

import module java.base;

import ats.platform.Fault;

/// What can be wrong with a folder, in one line that says what to do.
final class FolderFaults {

    /// Less than this, and PostgreSQL could not even recover.
    private static final long FREE_BYTES_MIN = 64L << 20;

    private FolderFaults() {}

    static Fault from(String doing, IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return Fault.misuse(
                    "cannot " + doing + ": no permission; correct the folder's owner", failure);
        }
        var told = String.valueOf(failure.getMessage());
        if (told.contains("No space left") || told.contains("quota")) {
            return Fault.retryable("cannot " + doing + ": the disk is full; free space", failure);
        }
        if (told.contains("Read-only")) {
            return Fault.misuse("cannot " + doing + ": the disk is read-only", failure);
        }
        return Fault.misuse("cannot " + doing + ": " + told, failure);
    }

    static void requireRoom(Path folder) throws IOException {
        if (!Files.isWritable(folder)) {
            throw Fault.misuse("the folder " + folder + " is not writable; correct its owner");
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < FREE_BYTES_MIN) {
            throw Fault.retryable(
                    "the disk of "
                            + folder
                            + " is full ("
                            + (free >> 20)
                            + " MiB left); free space");
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
