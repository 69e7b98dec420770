package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.testkit.AtsProcess;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// kill -9, the database away, a busy port: nothing is doubled, nothing is lost.
final class CrashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration OUTAGE = Duration.ofSeconds(30);

    @TempDir private Path home;

    @ParameterizedTest
    @ValueSource(longs = {7, 11})
    void survivesKillNineAtARandomMoment(long seed) throws InterruptedException {
        var random = new Random(seed);
        try (var first = AtsProcess.start(home, Map.of(), "run")) {
            first.await(PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() > 0);
            Thread.sleep(random.nextInt(4_000));
            first.kill();
        }
        tradesOn();
    }

    /// The worst moment: the broker has the order, and we never hear so.
    @Test
    void survivesKillNineWhileTheBrokerWithholdsItsAnswer() {
        try (var first =
                AtsProcess.start(home, Map.of("ATS_DEMONSTRATION_ANSWER", "withheld"), "run")) {
            first.await(PATIENCE, "an order at the broker", this::orderAtTheBroker);
            first.kill();
        }
        tradesOn();
    }

    /// An answer that is lost, late or unreadable says nothing of the order: it is looked up.
    @ParameterizedTest
    @ValueSource(strings = {"server_error", "gateway_timeout", "unreadable", "cut"})
    void tradesOnWhateverTheBrokerAnswers(String answer) {
        try (var run = AtsProcess.start(home, Map.of("ATS_DEMONSTRATION_ANSWER", answer), "run")) {
            run.await(PATIENCE, "fills", "/api/v1/status", now -> now.path("fills").asInt() > 4);
            run.interrupt();
        }
        booksAgree();
    }

    @Test
    void pausesWhileTheDatabaseIsAwayAndGoesOnByItself() throws Exception {
        try (var run = AtsProcess.start(home, Map.of(), "run")) {
            run.await(PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() > 0);
            var servers = databaseProcesses();
            signal("STOP", servers);
            Thread.sleep(OUTAGE);
            int ordersAtTheBroker = ordersAtTheBroker();
            assertThat(run.get("/api/v1/status").path("trouble").asString())
                    .contains("the database is away");
            assertThat(ordersAtTheBroker()).isEqualTo(ordersAtTheBroker);
            signal("CONT", servers);
            run.await(
                    PATIENCE,
                    "trading again",
                    "/api/v1/status",
                    now ->
                            now.path("trouble").asString().isEmpty()
                                    && now.path("condition").asString().equals("ACTIVE"));
            int before = run.get("/api/v1/status").path("orders").asInt();
            run.await(
                    PATIENCE,
                    "a further order",
                    "/api/v1/status",
                    now -> now.path("orders").asInt() > before);
            run.interrupt();
        }
        booksAgree();
    }

    /// On a disk of its own, which is filled up while it trades.
    @Test
    void stopsWithOneLineWhenTheDiskIsFullAndGoesOnWhenThereIsRoom()
            throws IOException, InterruptedException {
        var mounted = status("mount", "-t", "tmpfs", "-o", "size=700m", "tmpfs", home.toString());
        Assumptions.assumeTrue(mounted == 0, "only root can mount a small disk to fill up");
        try {
            var filler = home.resolve("filler");
            try (var run = AtsProcess.start(home, Map.of(), "run")) {
                run.await(
                        PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() > 0);
                assertThat(status("dd", "if=/dev/zero", "of=" + filler, "bs=1M")).isNotZero();
                var ended = run.ended(PATIENCE);
                assertThat(ended.status()).isEqualTo(75);
                assertThat(ended.err()).contains("No space left", "free space");
            }
            Files.delete(filler);
            tradesOn();
        } finally {
            assertThat(status("umount", "--lazy", home.toString())).isZero();
        }
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var run =
                        AtsProcess.start(
                                home,
                                Map.of("ATS_HTTP_PORT", Integer.toString(taken.getLocalPort())),
                                "run")) {
            var ended = run.ended(PATIENCE);
            assertThat(ended.status()).isEqualTo(64);
            assertThat(ended.err()).hasLineCount(1).contains("taken", "ATS_HTTP_PORT");
        }
    }

    private void tradesOn() {
        try (var second = AtsProcess.start(home, Map.of(), "run")) {
            second.await(
                    PATIENCE,
                    "trading again",
                    "/api/v1/services",
                    services ->
                            services.valueStream()
                                    .allMatch(line -> line.path("ready").asBoolean()));
            int before = second.get("/api/v1/status").path("orders").asInt();
            second.await(
                    PATIENCE,
                    "a further order",
                    "/api/v1/status",
                    now -> now.path("orders").asInt() > before);
            second.interrupt();
        }
        booksAgree();
    }

    private void booksAgree() {
        var check = AtsProcess.run(home, "check", "--home", home.toString());
        assertThat(check.status()).as(check.err() + check.out()).isZero();
        assertThat(check.figures().path("fills").asInt()).isPositive();
    }

    private Optional<Boolean> orderAtTheBroker() {
        return ordersAtTheBroker() > 0 ? Optional.of(true) : Optional.empty();
    }

    private int ordersAtTheBroker() {
        var book = home.resolve("data/simulator/book.jsonl");
        if (!Files.exists(book)) {
            return 0;
        }
        try (var lines = Files.lines(book)) {
            return (int) lines.filter(line -> line.contains("\"submitted\"")).count();
        } catch (IOException | UncheckedIOException rewritten) {
            return 0;
        }
    }

    private List<Long> databaseProcesses() throws IOException {
        var file = home.resolve("data/postgres/postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        var handle = ProcessHandle.of(postmaster).orElseThrow();
        return Stream.concat(Stream.of(handle), handle.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static int status(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void signal(String name, List<Long> processes)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(pid -> command.add(Long.toString(pid)));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
