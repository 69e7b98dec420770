package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.learning.model.Stage;
import ats.learning.store.ModelRecord.Step;
import ats.testkit.AtsProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/// kill -9 in the middle of a training and of a promotion.
final class LearningCrashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// Of so many trees that one sees a training at work.
    private static final Map<String, String> SLOW =
            Map.of("ATS_LEARNING_GRID", "max_depth=4 trees=200 eta=0.05");

    private static final Duration LESS_THAN_THE_SILENCE = Duration.ofSeconds(25);

    /// When it is killed.
    private enum Moment {
        /// The request is on its way.
        ASKED,
        /// The request is written down, and answered.
        ACCEPTED,
        /// Whoever looks sees the new champion.
        DONE
    }

    /// Long enough to be sent, too short to be sure of anything.
    private static final Duration ON_ITS_WAY = Duration.ofMillis(40);

    @TempDir private Path home;

    /// A job, and the checkpoints that were there when its taker was killed.
    private record Orphan(String job, SortedMap<Path, FileTime> kept) {}

    /// Whether the bytes are those of a training that nobody killed, another training of the same
    /// dataset tells.
    @Test
    void aTrainingThatWasKilledGoesOnFromItsCheckpointsToTheSameBytes() {
        var orphan = killedInItsMiddle();
        assertThat(orphan.kept()).hasSizeGreaterThan(1);
        String model;
        try (var second = AtsProcess.start(home, SLOW, "run")) {
            goesOnAtOnce(second, orphan);
            model =
                    second.await(PATIENCE, "its end", () -> job(second, orphan.job(), "DONE"))
                            .path("output")
                            .asString();
            second.interrupt();
        }
        assertThat(model).isNotBlank();
        assertThat(home.resolve("data/checkpoints").resolve(orphan.job())).doesNotExist();
        var verified = AtsProcess.run(home, "models", "show", model, "--verify");
        assertThat(verified.status()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("come out the same");
    }

    private Orphan killedInItsMiddle() {
        try (var first = AtsProcess.start(home, SLOW, "run")) {
            var job =
                    first.await(
                                    PATIENCE,
                                    "a training in its middle",
                                    () -> training(first).filter(LearningCrashTest::inItsMiddle))
                            .path("id")
                            .asString();
            first.kill();
            return new Orphan(job, checkpoints(job));
        }
    }

    /// Long before its taker could be missed for its silence. Steps that were done are not done
    /// again: theirs are the files of before.
    private void goesOnAtOnce(AtsProcess second, Orphan orphan) {
        second.await(
                LESS_THAN_THE_SILENCE,
                "a further step of the same training",
                () ->
                        job(second, orphan.job(), "RUNNING")
                                .filter(
                                        _ ->
                                                checkpoints(orphan.job()).size()
                                                        > orphan.kept().size()));
        var newest = orphan.kept().values().stream().max(Comparator.naturalOrder()).orElseThrow();
        var since = checkpoints(orphan.job());
        orphan.kept()
                .forEach(
                        (path, at) -> {
                            if (at.compareTo(newest) < 0) {
                                assertThat(since).containsEntry(path, at);
                            }
                        });
    }

    @Test
    void aPromotionThatWasKilledLeavesOneChampionAndIsDoneAtTheNextStart() {
        var staged = new StagedModels(home);
        var models = staged.put(List.of(new float[] {0.002f}, new float[] {-0.002f}));
        var champion = models.getFirst();
        for (var moment : Moment.values()) {
            var next = models.getFirst().equals(champion) ? models.getLast() : models.getFirst();
            try (var run = AtsProcess.start(home, Map.of(), "run")) {
                awaitChampion(run, champion);
                promote(run, next, moment);
                run.kill();
            }
            var found = staged.found();
            assertThat(found.champions()).as("killed after " + moment).hasSize(1);
            assertThat(List.of(champion, next)).containsAll(found.champions());
            assertThat(reigns(found.history())).isEqualTo(found.champions().getFirst());
            champion = found.waiting().isEmpty() ? found.champions().getFirst() : next;
        }
        try (var run = AtsProcess.start(home, Map.of(), "run")) {
            awaitChampion(run, champion);
            run.interrupt();
        }
        var found = staged.found();
        assertThat(found.champions()).containsExactly(champion);
        assertThat(found.waiting()).isEmpty();
        assertThat(reigns(found.history())).isEqualTo(champion);
    }

    /// In the registry and at the trader.
    private static void awaitChampion(AtsProcess run, String champion) {
        run.await(
                PATIENCE,
                "the champion " + champion,
                "/api/v1/learning",
                learning ->
                        learning.path("champion").asString().equals(champion)
                                && learning.path("strategy").asString().equals("long-short")
                                && newest(learning.path("reigns")).equals(champion));
        run.await(
                PATIENCE,
                "learning at work",
                "/api/v1/services",
                services ->
                        services.valueStream()
                                .anyMatch(
                                        line ->
                                                line.path("detail")
                                                        .asString()
                                                        .startsWith("champion")));
    }

    private static String newest(JsonNode reigns) {
        return reigns.valueStream()
                .max(Comparator.comparingLong(reign -> reign.path("at").asLong()))
                .map(reign -> reign.path("model").asString())
                .orElse("");
    }

    /// Asks for another champion, and comes back at that moment.
    private static void promote(AtsProcess run, String model, Moment moment) {
        var asked = Thread.ofVirtual().name("operator").start(() -> ask(run, model));
        switch (moment) {
            case ASKED -> LockSupport.parkNanos(ON_ITS_WAY.toNanos());
            case ACCEPTED -> joined(asked);
            case DONE ->
                    run.await(
                            PATIENCE,
                            "the promotion",
                            "/api/v1/learning",
                            learning -> learning.path("champion").asString().equals(model));
        }
    }

    private static void joined(Thread thread) {
        try {
            assertThat(thread.join(PATIENCE)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError("interrupted", stopped);
        }
    }

    private static void ask(AtsProcess run, String model) {
        try {
            var _ = run.post("/api/v1/learning/promote", Map.of("subject", model));
        } catch (UncheckedIOException killed) {
            // as intended: nobody is there to answer
        }
    }

    /// Follows the steps: each crown comes with the fall of the one before.
    private static String reigns(List<Step> history) {
        var champion = "";
        for (var step : history) {
            if (step.from() == Stage.CHAMPION) {
                assertThat(champion).isEqualTo(step.hash());
                champion = "";
            }
            if (step.to() == Stage.CHAMPION) {
                assertThat(champion).isEmpty();
                champion = step.hash();
            }
        }
        return champion;
    }

    private static boolean inItsMiddle(JsonNode training) {
        double fraction = training.path("fraction").asDouble();
        return fraction > 0.3 && fraction < 0.9;
    }

    private static Optional<JsonNode> job(AtsProcess run, String id, String state) {
        return jobs(run)
                .filter(job -> job.path("id").asString().equals(id))
                .filter(job -> job.path("state").asString().equals(state))
                .findFirst();
    }

    private static Optional<JsonNode> training(AtsProcess run) {
        return jobs(run)
                .filter(job -> job.path("kind").asString().equals("TRAINING"))
                .filter(job -> job.path("state").asString().equals("RUNNING"))
                .findFirst();
    }

    private static Stream<JsonNode> jobs(AtsProcess run) {
        try {
            return run.get("/api/v1/jobs").valueStream();
        } catch (UncheckedIOException notYet) {
            return Stream.empty();
        }
    }

    private SortedMap<Path, FileTime> checkpoints(String job) {
        var times = new TreeMap<Path, FileTime>();
        try (var files = Files.list(home.resolve("data/checkpoints").resolve(job))) {
            for (var path : files.toList()) {
                times.put(path, Files.getLastModifiedTime(path));
            }
        } catch (IOException gone) {
            return times;
        }
        return times;
    }
}
