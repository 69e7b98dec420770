package ats.adapters.postgres;

import module java.base;

import ats.platform.Fault;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked from the archive we ship into a folder that several databases
/// may share.
final class ServerPrograms {

    /// The major version of the archive: data folders of any other are refused.
    static final String MAJOR = "17";

    private static final String VERSION = "17.11.0";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Identity identity;

    static ServerPrograms unpacked(Path runFolder) {
        var folder = runFolder.resolve("postgresql-" + VERSION);
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(runFolder);
                unpackInto(folder);
            }
            return new ServerPrograms(folder.toRealPath(), Identity.ofThisProcess());
        } catch (IOException failure) {
            throw FolderFaults.from("unpack PostgreSQL into " + folder, failure);
        }
    }

    private ServerPrograms(Path folder, Identity identity) {
        this.folder = folder;
        this.identity = identity;
    }

    /// Runs one of the programs to its end.
    Outcome run(String program, List<String> arguments) {
        var command = new ArrayList<>(identity.prefix());
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return run(command);
    }

    /// Makes the folder one that the server may own, where it cannot run as we do.
    void handOver(Path path) {
        if (!identity.owner().isEmpty()) {
            run(List.of("chown", "-R", identity.owner(), path.toString()));
        }
    }

    private static Outcome run(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            builder.directory(new File("/"));
            var process = builder.start();
            process.getOutputStream().close();
            var said = process.getInputStream().readAllBytes();
            if (!process.waitFor(PATIENCE)) {
                process.destroyForcibly();
                throw Fault.retryable(command.getFirst() + " did not end within " + PATIENCE);
            }
            return new Outcome(
                    process.exitValue(), new String(said, StandardCharsets.UTF_8).strip());
        } catch (IOException failure) {
            throw Fault.misuse("cannot run " + String.join(" ", command), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("interrupted while " + command.getFirst() + " ran", stopped);
        }
    }

    /// Into a folder of its own first: whoever renames first wins, and no half is ever seen.
    private static void unpackInto(Path folder) throws IOException {
        var temporary = Files.createTempDirectory(folder.getParent(), "unpacking-");
        try (var archive = archive()) {
            for (var entry = archive.getNextEntry();
                    entry != null;
                    entry = archive.getNextEntry()) {
                unpack(archive, entry, temporary);
            }
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FolderFaults.deleteTree(temporary);
        }
    }

    private static TarArchiveInputStream archive() throws IOException {
        var machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var name = "/postgres-" + system + "-" + machine + ".txz";
        var stream = ServerPrograms.class.getResourceAsStream(name);
        if (stream == null) {
            throw Fault.misuse(
                    "there is no embedded PostgreSQL for "
                            + system
                            + " on "
                            + machine
                            + "; run a PostgreSQL "
                            + MAJOR
                            + " and configure its address");
        }
        return new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(stream)));
    }

    private static void unpack(TarArchiveInputStream archive, TarArchiveEntry entry, Path into)
            throws IOException {
        var target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("the archive reaches outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /// How a program ended, and what it said.
    record Outcome(int exitCode, String output) {

        boolean well() {
            return exitCode == 0;
        }
    }

    /// PostgreSQL refuses to run as root: root enters a user namespace in which it is nobody in
    /// particular, or, where that is forbidden (many containers), becomes the user `nobody`.
    private record Identity(List<String> prefix, String owner) {

        private static final String NOBODY = "65534";

        static Identity ofThisProcess() {
            if (!"root".equals(System.getProperty("user.name"))) {
                return new Identity(List.of(), "");
            }
            if (works(List.of("unshare", "-U", "true"))) {
                return new Identity(List.of("unshare", "-U"), "");
            }
            var nobody = List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups");
            return new Identity(nobody, NOBODY + ":" + NOBODY);
        }

        private static boolean works(List<String> command) {
            try {
                return new ProcessBuilder(command).start().waitFor() == 0;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw Fault.retryable("interrupted while looking for a user", stopped);
            }
        }
    }
}
