package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.testkit.AtsProcess;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/// Damaged models, a model that says nothing, a full disk: named where one looks, and whoever
/// traded goes on.
final class LearningDamageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final float INFINITE = Float.POSITIVE_INFINITY;

    /// Enough for the folder and too little for any dataset.
    private static final String TOO_SMALL = "size=64k";

    @TempDir private Path home;

    @Test
    void neverTradesByDamagedBytesNorPromotesThem() throws IOException {
        var staged = new StagedModels(home);
        var models =
                staged.put(
                        List.of(new float[] {0.002f}, new float[] {0.003f}, new float[] {0.004f}));
        var champion = models.getFirst();
        var damaged = models.get(1);
        flip(staged.file(champion, "forest"));
        Files.delete(staged.file(damaged, "card.json"));
        try (var run = AtsProcess.start(home, Map.of(), "run")) {
            awaitDetail(run, "continuous-learning", champion + " is damaged: its file forest");
            awaitDetail(run, "trading-strategy", champion + " is damaged: its file forest");
            run.await(PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() > 0);
            assertThat(strategy(run)).isEqualTo("ema-cross");

            var promoted = AtsProcess.run(home, "models", "promote", damaged);
            assertThat(promoted.status()).isEqualTo(1);
            assertThat(promoted.out().strip())
                    .startsWith("promote: not promoted: model " + damaged + " is damaged")
                    .contains("card.json")
                    .hasLineCount(1);
            assertThat(run.get("/api/v1/learning").path("champion").asString()).isEqualTo(champion);
            assertThat(strategy(run)).isEqualTo("ema-cross");

            var healthy = AtsProcess.run(home, "models", "promote", models.getLast());
            assertThat(healthy.status()).as(healthy.out() + healthy.err()).isZero();
            run.await(
                    PATIENCE,
                    "trading by the healthy one",
                    () ->
                            strategy(run).equals("long-short")
                                    ? Optional.of(true)
                                    : Optional.empty());
            run.interrupt();
        }
        assertThat(staged.found().champions()).containsExactly(models.getLast());
    }

    @Test
    void aForecastThatIsNoNumberIsNamedAndMakesNoOrder() {
        var staged = new StagedModels(home);
        var mute = staged.put(List.of(new float[] {INFINITE, -INFINITE})).getFirst();
        try (var run = AtsProcess.start(home, Map.of(), "run")) {
            awaitDetail(run, "continuous-learning", "model " + mute + " gives no number but NaN");
            long from = run.get("/api/v1/status").path("now").asLong();
            var later =
                    run.await(
                            PATIENCE,
                            "a dozen bars",
                            "/api/v1/status",
                            now ->
                                    now.path("now").asLong() - from
                                            > Duration.ofMinutes(12).toMillis());
            assertThat(strategy(run)).isEqualTo("long-short");
            assertThat(later.path("condition").asString()).isEqualTo("ACTIVE");
            assertThat(later.path("orders").asInt()).isZero();
            assertThat(run.get("/api/v1/models").get(0).path("forecasts").asLong()).isZero();
            run.interrupt();
        }
        assertThat(staged.found().champions()).containsExactly(mute);
    }

    /// On a small disk of their own, datasets have no room; everything else has.
    @Test
    void aDatasetWaitsForRoomOnTheDiskAndTradingGoesOn() throws IOException, InterruptedException {
        var datasets = Files.createDirectories(home.resolve("data/datasets"));
        var mounted = status("mount", "-t", "tmpfs", "-o", TOO_SMALL, "tmpfs", "" + datasets);
        Assumptions.assumeTrue(mounted == 0, "only root can mount a small disk");
        try (var run = AtsProcess.start(home, Map.of(), "run")) {
            run.await(
                    PATIENCE,
                    "a dataset that waits for room",
                    () ->
                            job(run, "DATASET", "RUNNING")
                                    .filter(job -> job.path("doing").asString().contains("space")));
            assertThat(job(run, "DATASET", "RUNNING").orElseThrow().path("doing").asString())
                    .startsWith("waits: ")
                    .contains("" + datasets, "No space left on device", "free space");
            awaitDetail(run, "feature-engineering", "No space left on device");
            run.await(PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() > 0);
            try (var left = Files.list(datasets)) {
                assertThat(left).isEmpty();
            }

            assertThat(status("mount", "-o", "remount,size=256m", "" + datasets)).isZero();
            var done = run.await(PATIENCE, "the dataset", () -> job(run, "DATASET", "DONE"));
            try (var whole = Files.list(datasets)) {
                assertThat(whole.map(path -> path.getFileName().toString()))
                        .containsExactly(done.path("output").asString());
            }
            run.await(PATIENCE, "its training", () -> job(run, "TRAINING", "RUNNING"));
            run.interrupt();
        } finally {
            assertThat(status("umount", "--lazy", "" + datasets)).isZero();
        }
    }

    private static void awaitDetail(AtsProcess run, String service, String words) {
        run.await(
                PATIENCE,
                service + " to say " + words,
                "/api/v1/services",
                services ->
                        services.valueStream()
                                .filter(line -> line.path("name").asString().equals(service))
                                .anyMatch(line -> line.path("detail").asString().contains(words)));
    }

    private static String strategy(AtsProcess run) {
        return run.get("/api/v1/learning").path("strategy").asString();
    }

    private static Optional<JsonNode> job(AtsProcess run, String kind, String state) {
        try {
            return run.get("/api/v1/jobs")
                    .valueStream()
                    .filter(job -> job.path("kind").asString().equals(kind))
                    .filter(job -> job.path("state").asString().equals(state))
                    .findFirst();
        } catch (UncheckedIOException notYet) {
            return Optional.empty();
        }
    }

    private static void flip(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static int status(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
