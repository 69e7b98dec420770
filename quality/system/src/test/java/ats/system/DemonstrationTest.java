package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.testkit.AtsProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The synthetic market as a newcomer meets it: start, look, stop, go on.
final class DemonstrationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private Path home;

    @Test
    void startsTradesStopsAndGoesOnWhereItWas() {
        long stoppedAt;
        try (var first = AtsProcess.start(home, Map.of(), "run")) {
            first.await(PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() > 0);
            // without a terminal the log is on the console, too
            assertThat(first.out().lines().filter(line -> !line.startsWith("{")))
                    .hasSizeLessThanOrEqualTo(12);
            assertThat(first.out()).contains("SYNTHETIC", "token");
            assertThat(first.get("/api/v1/status").path("kind").asString()).isEqualTo("synthetic");
            assertThat(first.statusOf("/health/ready")).isEqualTo(200);
            refusesASecondStart(first);
            assertThat(AtsProcess.run(home, "status").out()).contains("running", "ACTIVE");
            stoppedAt = first.get("/api/v1/status").path("now").asLong();
            var ended = first.interrupt();
            assertThat(ended.out()).contains("stopped; ").contains("positions kept: ");
        }
        booksAgree();
        try (var second = AtsProcess.start(home, Map.of(), "run")) {
            var now =
                    second.await(
                            PATIENCE,
                            "trading",
                            "/api/v1/status",
                            status -> status.path("condition").asString().equals("ACTIVE"));
            assertThat(second.out()).contains("goes on where it was").doesNotContain("token ");
            assertThat(now.path("now").asLong()).isGreaterThanOrEqualTo(stoppedAt);
            second.await(
                    PATIENCE,
                    "readiness",
                    () ->
                            second.statusOf("/health/ready") == 200
                                    ? Optional.of(true)
                                    : Optional.empty());
            second.interrupt();
        }
        booksAgree();
    }

    @Test
    void aKillOutlivesARestartUntilItIsRearmed() {
        try (var first = AtsProcess.start(home, Map.of(), "run")) {
            first.await(PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() > 0);
            assertThat(AtsProcess.run(home, "kill", "--reason", "drill").status()).isZero();
            first.await(
                    PATIENCE,
                    "the halt",
                    "/api/v1/status",
                    now -> now.path("condition").asString().equals("HALTED"));
            first.kill();
        }
        try (var second = AtsProcess.start(home, Map.of(), "run")) {
            var halted =
                    second.await(
                            PATIENCE,
                            "a start",
                            "/api/v1/status",
                            now -> now.path("reason").asString().contains("drill"));
            assertThat(halted.path("condition").asString()).isEqualTo("HALTED");
            second.await(
                    PATIENCE,
                    "a trader that reigns",
                    "/api/v1/services",
                    services ->
                            services.valueStream()
                                    .anyMatch(
                                            line ->
                                                    line.path("detail")
                                                            .asString()
                                                            .startsWith("halted")));
            var resumed = AtsProcess.run(home, "resume", "--rearm");
            assertThat(resumed.status()).as(resumed.err()).isZero();
            second.await(
                    PATIENCE,
                    "trading",
                    "/api/v1/status",
                    now -> now.path("condition").asString().equals("ACTIVE"));
        }
    }

    @Test
    void aPauseAtRestIsFoundByTheNextStart() {
        try (var first = AtsProcess.start(home, Map.of(), "run")) {
            first.await(PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() > 0);
            first.interrupt();
        }
        var paused = AtsProcess.run(home, "pause", "--reason", "holiday");
        assertThat(paused.status()).as(paused.err()).isZero();
        assertThat(AtsProcess.run(home, "flatten").err()).contains("nothing runs on");
        try (var second = AtsProcess.start(home, Map.of(), "run")) {
            second.await(
                    PATIENCE,
                    "the pause",
                    "/api/v1/status",
                    now -> now.path("reason").asString().contains("holiday"));
        }
    }

    private void refusesASecondStart(AtsProcess first) {
        var second = AtsProcess.run(home, "run");
        assertThat(second.status()).isEqualTo(64);
        assertThat(second.err()).hasLineCount(1);
        assertThat(second.err()).contains("pid " + first.pid(), first.page().toString());
    }

    private void booksAgree() {
        var check = AtsProcess.run(home, "check", "--home", home.toString());
        assertThat(check.status()).as(check.err() + check.out()).isZero();
    }
}
