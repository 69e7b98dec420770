package ats.adapters.postgres;

import module java.base;

/// The server that `postmaster.pid` in a data folder tells of: really ours, or a stale file.
record RunningServer(long pid, int port) {

    private static final String FILE = "postmaster.pid";
    private static final int PORT_LINE = 3;

    /// Empty without the file, or when the process it names is not a PostgreSQL on this folder: it
    /// may be a stranger, or dead with nobody to reap it, as in a container.
    static Optional<RunningServer> find(Path folder) throws IOException {
        return told(folder).filter(server -> server.runsOn(folder));
    }

    /// Deletes a file that names a process which is not ours: PostgreSQL itself would refuse to
    /// start while any process of our user has that number. Not while children of a killed server
    /// still work in the folder: the file is what keeps a new server from meeting them.
    static void forgetStale(Path folder) throws IOException {
        if (find(folder).isEmpty()
                && told(folder).isPresent()
                && ProcessHandle.allProcesses().noneMatch(process -> worksIn(process, folder))) {
            Files.deleteIfExists(folder.resolve(FILE));
        }
    }

    /// Kills the server as a power cut would; the next start recovers.
    void kill() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static Optional<RunningServer> told(Path folder) throws IOException {
        try {
            var lines = Files.readAllLines(folder.resolve(FILE));
            return lines.size() <= PORT_LINE
                    ? Optional.empty()
                    : Optional.of(
                            new RunningServer(
                                    Long.parseLong(lines.getFirst().strip()),
                                    Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (NoSuchFileException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static boolean worksIn(ProcessHandle process, Path folder) {
        try {
            var current = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.readSymbolicLink(current).equals(folder);
        } catch (IOException _) {
            // it has ended, or belongs to somebody else
            return false;
        }
    }

    private boolean runsOn(Path folder) {
        var command = commandLine();
        return command.contains("postgres") && command.contains(folder.toString());
    }

    private String commandLine() {
        var known =
                ProcessHandle.of(pid)
                        .map(ProcessHandle::info)
                        .flatMap(
                                process -> {
                                    var arguments = process.arguments();
                                    return process.command()
                                            .flatMap(
                                                    name ->
                                                            arguments.map(
                                                                    rest ->
                                                                            name
                                                                                    + String.join(
                                                                                            " ",
                                                                                            rest)));
                                });
        return known.orElseGet(this::askPs);
    }

    private String askPs() {
        try {
            var process = new ProcessBuilder("ps", "-o", "command=", "-p", "" + pid).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
