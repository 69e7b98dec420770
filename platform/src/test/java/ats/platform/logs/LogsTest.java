package ats.platform.logs;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.AnotherJvm;
import ats.platform.config.Secret;
import ats.platform.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class LogsTest {
    @TempDir private Path home;

    @AfterEach
    void stop() {
        Logs.mask(List.of());
        Logs.stop();
    }

    @Test
    void writesOneEcsLinePerEventWithItsFields() throws IOException {
        Logs.start(home, "ats", LogSettings.DEFAULTS, false);
        LoggerFactory.getLogger("ats.test")
                .atInfo()
                .setMessage("socket.closed")
                .addKeyValue("code", 1008)
                .addKeyValue("why", "say \"bye\"")
                .log();
        var line = Json.parse(lines().getFirst());
        assertThat(Json.text(line, "message")).contains("socket.closed");
        assertThat(Json.text(line, "service.name")).contains("ats");
        assertThat(Json.text(line, "log.level")).contains("INFO");
        assertThat(Json.longOf(line, "ats.code")).contains(1008L);
        assertThat(Json.text(line, "ats.why")).contains("say \"bye\"");
        assertThat(line.has("@timestamp")).isTrue();
    }

    @Test
    void quietsChattyLibrariesAndHonoursTheLevel() throws IOException {
        Logs.start(home, "ats", new LogSettings(LogSettings.Level.DEBUG, 1, 1), false);
        LoggerFactory.getLogger("org.eclipse.jetty.server").info("started");
        LoggerFactory.getLogger("ats.test").debug("kept");
        LoggerFactory.getLogger("ats.test").trace("dropped");
        assertThat(lines()).singleElement().asString().contains("kept");
    }

    @Test
    void coversSecretsWhereverTheyTurnUp() throws IOException {
        Logs.start(home, "ats", LogSettings.DEFAULTS, false);
        Logs.mask(List.of(Secret.of("hush-hush"), Secret.of("a")));
        var failed = new IllegalStateException("GET /v3?apiKey=hush-hush");
        LoggerFactory.getLogger("ats.test")
                .atWarn()
                .setMessage("request.failed")
                .setCause(failed)
                .addKeyValue("url", "x?apiKey=hush-hush")
                .log();
        assertThat(lines())
                .singleElement()
                .asString()
                .doesNotContain("hush")
                .contains("apiKey=***")
                .contains("request.failed");
    }

    @Test
    void keepsABoundedAmount() throws IOException {
        Logs.start(home, "ats", new LogSettings(LogSettings.Level.INFO, 1, 2), false);
        var text = "x".repeat(10_000);
        // Logback looks at the size at most once in a second or so unless many lines go by.
        long deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (System.nanoTime() < deadline && files().size() < 3) {
            for (int i = 0; i < 120; i++) {
                LoggerFactory.getLogger("ats.test").info(text);
            }
        }
        assertThat(files()).contains("ats.json", "ats.1.json").hasSizeLessThanOrEqualTo(3);
    }

    /// The one that is killed says nothing any more; whoever comes next goes on in its file.
    @Test
    void eachOfSeveralProcessesWritesAFileOfItsOwn() throws Exception {
        var other = AnotherJvm.running(LogWriter.class, home);
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo(LogWriter.READY);
            Logs.start(home, "ats", LogSettings.DEFAULTS, false);
            LoggerFactory.getLogger("ats.test").info("ours");
            assertThat(files()).containsExactly("ats-2.json", "ats.json");
            var line = Json.parse(Files.readString(home.resolve("logs/ats-2.json")));
            assertThat(Json.text(line, "service.name")).contains("ats");
            assertThat(Json.text(line, "service.node.name")).contains("ats-2");
            assertThat(lines()).singleElement().asString().contains(LogWriter.READY);
        } finally {
            other.destroyForcibly().waitFor();
        }

        Logs.start(home, "ats", LogSettings.DEFAULTS, false);
        LoggerFactory.getLogger("ats.test").info("in the place of the dead");
        assertThat(lines()).hasSize(2);
        assertThat(files()).containsExactly("ats-2.json", "ats.json");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(home.resolve("logs/ats.json"));
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(home.resolve("logs"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
