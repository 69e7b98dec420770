package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDatabaseTest {

    @TempDir private Path home;

    @Test
    void joinsALivingProgramAndAdoptsWhatAKilledOneLeft() throws Exception {
        var child = child();
        long pid = readyPid(child);
        try (var guest = start()) {
            assertThat(guest.owned()).isFalse();
            assertThat(guest.pid()).isEqualTo(pid);
            assertThatThrownBy(guest::stop).isInstanceOf(Fault.class);
        }
        assertThat(runs()).isTrue();
        child.destroyForcibly().waitFor();
        assertThat(runs()).isTrue();
        try (var server = start();
                var database = Database.open(server.address())) {
            assertThat(server.owned()).isTrue();
            assertThat(server.pid()).isEqualTo(pid);
            var leases = new PostgresLeaseStore(database);
            assertThat(leases.take("killed", "parent")).isEmpty();
            outlivesAStop(server, database);
            assertThat(leases.take("other", "parent")).isPresent();
            survivesItsOwnDeath(server, database);
        }
        assertThat(runs()).isFalse();
    }

    private void outlivesAStop(LocalDatabase server, Database database) {
        server.stop();
        assertThat(database.available()).isFalse();
        long started = System.nanoTime();
        assertRetryable(() -> new PostgresOverview(database).summary("x"));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(9));
        server.resume();
        assertAvailableSoon(database);
        new PostgresOverview(database).summary("x");
    }

    /// As after a power cut: the postmaster is gone, its children may linger.
    private void survivesItsOwnDeath(LocalDatabase server, Database database) throws Exception {
        long pid = server.pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        long started = System.nanoTime();
        while (server.pid() == pid) {
            Thread.sleep(10);
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isLessThan(Duration.ofSeconds(15));
        }
        assertAvailableSoon(database);
        assertThat(new PostgresLeaseStore(database).take("other", "late")).isEmpty();
    }

    @Test
    void startsOnAFolderWhoseLockFileNamesAStranger() throws Exception {
        var port = 0;
        try (var server = start()) {
            port = server.address().socket().getPort();
        }
        long stranger = ProcessHandle.current().pid();
        var words = List.of("" + stranger, data(), "1", "" + port, "", "127.0.0.1", "", "ready");
        Files.writeString(
                data().resolve("postmaster.pid"),
                words.stream().map(Object::toString).collect(Collectors.joining("\n")));
        try (var server = start()) {
            assertThat(server.owned()).isTrue();
            assertThat(Files.getPosixFilePermissions(home.resolve("data/postgres.password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void refusesAFolderOfAnotherMajorVersion() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("PG_VERSION"), "16\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("MISUSE")
                .hasMessageContaining("is of PostgreSQL 16");
    }

    @Test
    void refusesAFileInPlaceOfAFolder() throws Exception {
        Files.writeString(home.resolve("data"), "");
        assertThatThrownBy(this::start).isInstanceOf(Fault.class).hasMessageStartingWith("MISUSE");
    }

    private LocalDatabase start() {
        return LocalDatabase.start(data(), SharedDatabase.RUN_FOLDER);
    }

    private Path data() {
        return home.resolve("data").resolve("postgres");
    }

    private Process child() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProgram.class.getName(),
                        data().toString(),
                        SharedDatabase.RUN_FOLDER.toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long readyPid(Process child) throws IOException {
        var reader = child.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("ready ")) {
                return Long.parseLong(line.substring("ready ".length()));
            }
        }
        throw new IOException("the child ended with " + child.onExit().join().exitValue());
    }

    private boolean runs() throws IOException {
        return RunningServer.find(data()).isPresent();
    }

    private static void assertAvailableSoon(Database database) {
        long started = System.nanoTime();
        while (!database.available()) {
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isLessThan(Duration.ofSeconds(8));
        }
    }

    private static void assertRetryable(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.RETRYABLE));
    }
}
