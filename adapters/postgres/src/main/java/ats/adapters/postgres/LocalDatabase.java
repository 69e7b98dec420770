package ats.adapters.postgres;

import module java.base;

import ats.platform.Fault;
import ats.platform.config.Secret;
import ats.platform.files.DurableFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.DriverManager;
import java.sql.SQLException;

/// A PostgreSQL of our own on the loopback address, with durable settings. It outlives a JVM that
/// was killed, and the next one adopts it; if it dies itself, it is started again. While another
/// JVM owns it, this one is its guest: it uses the server, and never stops it.
public final class LocalDatabase implements AutoCloseable {

    static final String USER = "ats";

    private static final Logger LOG = LoggerFactory.getLogger(LocalDatabase.class);

    /// For a server that is starting, or whose killed predecessor's children have yet to go.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 200;
    private static final Duration WATCH = Duration.ofSeconds(1);
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final LocalServer server;
    private final Secret password;
    private final Optional<Ownership> ownership;
    private volatile boolean closed;
    private boolean wanted = true;
    private RunningServer running;

    /// Starts or adopts the server of this data folder, or joins the JVM that owns it. The programs
    /// are unpacked into the run folder, which several databases may share.
    public static LocalDatabase start(Path dataFolder, Path runFolder) {
        var folder = dataFolder.toAbsolutePath().normalize();
        try {
            var parent = Objects.requireNonNull(folder.getParent(), "a folder below the root");
            Files.createDirectories(parent);
            FolderFaults.requireRoom(parent);
            var real = parent.toRealPath().resolve(folder.getFileName());
            var programs = ServerPrograms.unpacked(runFolder.toAbsolutePath().normalize());
            return start(real, new LocalServer(real, programs));
        } catch (IOException failure) {
            throw FolderFaults.from("use " + folder + " for the database", failure);
        }
    }

    private static LocalDatabase start(Path folder, LocalServer server) throws IOException {
        var ownership = Ownership.claim(sibling(folder, ".owner"));
        if (ownership.isEmpty()) {
            return joined(folder, server);
        }
        boolean started = false;
        try {
            server.requireVersion();
            var password = server.initialized() ? storedPassword(folder) : newPassword(folder);
            if (!server.initialized()) {
                server.initialize(sibling(folder, ".password"));
            }
            var running = adoptedOrStarted(folder, server, password);
            var database = new LocalDatabase(folder, server, password, ownership, running);
            Thread.ofVirtual().name("database-watch").start(database::watch);
            started = true;
            return database;
        } finally {
            if (!started) {
                ownership.orElseThrow().close();
            }
        }
    }

    private static LocalDatabase joined(Path folder, LocalServer server) throws IOException {
        var deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            var running = RunningServer.find(folder);
            if (running.isPresent()
                    && answers(folder, running.orElseThrow(), storedPassword(folder))) {
                LOG.atInfo().setMessage("database.joined").addKeyValue("folder", folder).log();
                return new LocalDatabase(
                        folder,
                        server,
                        storedPassword(folder),
                        Optional.empty(),
                        running.orElseThrow());
            }
            pause();
        }
        throw Fault.retryable(
                "another program holds the database in "
                        + folder
                        + ", but it does not answer; stop that program, named in "
                        + sibling(folder, ".owner"));
    }

    private LocalDatabase(
            Path folder,
            LocalServer server,
            Secret password,
            Optional<Ownership> ownership,
            RunningServer running) {
        this.folder = folder;
        this.server = server;
        this.password = password;
        this.ownership = ownership;
        this.running = running;
    }

    public synchronized DatabaseAddress address() {
        return DatabaseAddress.local(running.port(), password);
    }

    /// Whether this JVM starts and stops it; else it is a guest.
    public boolean owned() {
        return ownership.isPresent();
    }

    public synchronized long pid() {
        return running.pid();
    }

    /// Stops the server for a while; connections break. A guest may not.
    public synchronized void stop() {
        requireOwned();
        wanted = false;
        server.stop(running);
    }

    /// Starts it again on the same port.
    public synchronized void resume() {
        requireOwned();
        wanted = true;
        if (!server.runs()) {
            running = server.start(running.port());
        }
    }

    /// Stops the server, if it is ours.
    @Override
    public synchronized void close() {
        if (ownership.isEmpty()) {
            return;
        }
        closed = true;
        wanted = false;
        server.stop(running);
        try {
            ownership.orElseThrow().close();
        } catch (IOException failure) {
            throw FolderFaults.from("release the database in " + folder, failure);
        }
    }

    /// A server that died is started again: the disk was full, or the system killed it.
    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(WATCH.toNanos());
            revive();
        }
    }

    private synchronized void revive() {
        if (!wanted || server.runs()) {
            return;
        }
        LOG.atWarn().setMessage("database.died").addKeyValue("pid", running.pid()).log();
        try {
            running = server.start(running.port());
            LOG.atInfo().setMessage("database.revived").addKeyValue("pid", running.pid()).log();
        } catch (Fault failure) {
            LOG.atError()
                    .setMessage("database.not.revived")
                    .addKeyValue("reason", failure.reason())
                    .log();
        }
    }

    private void requireOwned() {
        if (ownership.isEmpty()) {
            throw Fault.misuse("another program owns the database in " + folder);
        }
    }

    private static RunningServer adoptedOrStarted(Path folder, LocalServer server, Secret password)
            throws IOException {
        var orphan = RunningServer.find(folder);
        if (orphan.isEmpty()) {
            return server.start(0);
        }
        var running = orphan.orElseThrow();
        if (answers(folder, running, password)) {
            LOG.atInfo().setMessage("database.adopted").addKeyValue("pid", running.pid()).log();
            return running;
        }
        server.stop(running);
        return server.start(0);
    }

    /// Proof that it is ours and durable: the right password, folder and settings.
    private static boolean answers(Path folder, RunningServer running, Secret password) {
        var address = DatabaseAddress.local(running.port(), password);
        var properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", password.reveal());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "2");
        var question =
                """
                SELECT current_setting('data_directory'), current_setting('fsync'),
                       current_setting('synchronous_commit'), current_setting('server_version')
                """;
        try (var connection = DriverManager.getConnection(address.url(), properties);
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            return row.next()
                    && Path.of(row.getString(1)).equals(folder)
                    && row.getString(2).equals("on")
                    && row.getString(3).equals("on")
                    && row.getString(4).startsWith(ServerPrograms.MAJOR + ".");
        } catch (SQLException _) {
            return false;
        }
    }

    private static Secret newPassword(Path folder) {
        var random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        var text = HexFormat.of().formatHex(random);
        DurableFile.writePrivate(
                sibling(folder, ".password"), text.getBytes(StandardCharsets.UTF_8));
        return Secret.of(text);
    }

    private static Secret storedPassword(Path folder) throws IOException {
        var file = sibling(folder, ".password");
        if (!Files.exists(file)) {
            throw Fault.misuse(
                    "the database's password in " + file + " is missing; restore that file");
        }
        return Secret.of(Files.readString(file).strip());
    }

    private static Path sibling(Path folder, String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("interrupted while waiting for the database", stopped);
        }
    }
}
