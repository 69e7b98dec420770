package ats.adapters.postgres;

import module java.base;

import ats.platform.Fault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes, starts and stops the server of one data folder with PostgreSQL's own programs.
final class LocalServer {

    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    /// Recovery replays at most about a gigabyte of log.
    private static final int START_SECONDS = 60;

    private static final int STOP_SECONDS = 10;
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 500;
    private static final long LOG_BYTES_MAX = 4L << 20;

    /// Durable first: the ledger lives here. Written at every start, so that a change of ours
    /// reaches folders that are there already.
    private static final String SETTINGS =
            """
            # Written at every start.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            fsync = on
            full_page_writes = on
            synchronous_commit = on
            max_wal_size = '1GB'
            shared_buffers = '96MB'
            max_connections = 40
            max_wal_senders = 2
            jit = off
            password_encryption = 'scram-sha-256'
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_checkpoints = off
            """;

    private final Path folder;
    private final Path log;
    private final ServerPrograms programs;

    LocalServer(Path folder, ServerPrograms programs) {
        this.folder = folder;
        this.log = folder.resolveSibling(folder.getFileName() + ".log");
        this.programs = programs;
    }

    boolean initialized() {
        return Files.exists(folder.resolve("PG_VERSION"));
    }

    void requireVersion() throws IOException {
        if (!initialized()) {
            return;
        }
        var version = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!version.equals(ServerPrograms.MAJOR)) {
            throw Fault.misuse(
                    "the database in "
                            + folder
                            + " is of PostgreSQL "
                            + version
                            + ", this is "
                            + ServerPrograms.MAJOR
                            + "; convert it, or choose another folder");
        }
    }

    /// Into a folder of another name first: a half-made database is never taken for a whole one.
    void initialize(Path passwordFile) throws IOException {
        var temporary = folder.resolveSibling(folder.getFileName() + ".new");
        FolderFaults.deleteTree(temporary);
        Files.createDirectory(
                temporary,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var readable = temporary.resolveSibling(temporary.getFileName() + "-password");
        Files.copy(passwordFile, readable, StandardCopyOption.REPLACE_EXISTING);
        programs.handOver(temporary);
        programs.handOver(readable);
        var outcome =
                programs.run(
                        "initdb",
                        List.of(
                                "--pgdata=" + temporary,
                                "--username=" + LocalDatabase.USER,
                                "--auth=scram-sha-256",
                                "--pwfile=" + readable,
                                "--encoding=UTF8",
                                "--no-locale",
                                "--data-checksums"));
        Files.delete(readable);
        if (!outcome.well()) {
            FolderFaults.deleteTree(temporary);
            throw failed("make a database in " + folder, outcome.output());
        }
        Files.deleteIfExists(folder);
        Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /// On that port, or on any free one for 0. Tries again while another takes the port first, or
    /// while the children of a killed server still hold its memory.
    RunningServer start(int port) {
        for (int attempt = 1; ; attempt++) {
            var told = tried(port == 0 ? freePort() : port);
            if (told.isEmpty()) {
                return found();
            }
            if (attempt == ATTEMPTS || !passing(told)) {
                throw failed("start the database in " + folder, told);
            }
            pause();
        }
    }

    void stop(RunningServer running) {
        var outcome =
                programs.run(
                        "pg_ctl",
                        List.of(
                                "stop",
                                "--pgdata=" + folder,
                                "--mode=fast",
                                "--wait",
                                "--timeout=" + STOP_SECONDS));
        if (!outcome.well() && runs()) {
            LOG.atWarn()
                    .setMessage("database.killed")
                    .addKeyValue("pid", running.pid())
                    .addKeyValue("reason", outcome.output())
                    .log();
            running.kill();
        }
    }

    boolean runs() {
        try {
            return RunningServer.find(folder).isPresent();
        } catch (IOException failure) {
            throw FolderFaults.from("look for the database in " + folder, failure);
        }
    }

    /// Empty when it runs, else why it does not.
    private String tried(int port) {
        try {
            RunningServer.forgetStale(folder);
            long before = trimmedLog();
            Files.writeString(
                    folder.resolve("postgresql.conf"), SETTINGS + "port = " + port + "\n");
            var outcome =
                    programs.run(
                            "pg_ctl",
                            List.of(
                                    "start",
                                    "--pgdata=" + folder,
                                    "--log=" + log,
                                    "--wait",
                                    "--silent",
                                    "--timeout=" + START_SECONDS));
            if (outcome.well()) {
                return "";
            }
            return Files.readString(log).substring((int) before) + outcome.output();
        } catch (IOException failure) {
            throw FolderFaults.from("start the database in " + folder, failure);
        }
    }

    private long trimmedLog() throws IOException {
        if (!Files.exists(log)) {
            Files.createFile(log);
            programs.handOver(log);
        }
        if (Files.size(log) > LOG_BYTES_MAX) {
            Files.writeString(log, "");
        }
        return Files.readString(log).length();
    }

    private RunningServer found() {
        try {
            return RunningServer.find(folder)
                    .orElseThrow(() -> Fault.retryable("the database in " + folder + " went away"));
        } catch (IOException failure) {
            throw FolderFaults.from("find the database in " + folder, failure);
        }
    }

    private static boolean passing(String told) {
        return told.contains("Address already in use")
                || told.contains("lock file")
                || told.contains("shared memory block");
    }

    private static Fault failed(String doing, String told) {
        var line =
                told.lines()
                        .filter(each -> each.contains("FATAL") || each.contains("error"))
                        .reduce((_, last) -> last)
                        .orElse(told.lines().reduce((_, last) -> last).orElse("no reason given"));
        if (told.contains("No space left")) {
            return Fault.retryable("cannot " + doing + ": the disk is full; free space");
        }
        if (told.contains("Permission denied")) {
            return Fault.misuse("cannot " + doing + ": no permission: " + line);
        }
        return Fault.misuse("cannot " + doing + ": " + line);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw Fault.retryable("no free port for the database", failure);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("interrupted while the database started", stopped);
        }
    }
}
