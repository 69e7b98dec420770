package ats.services.modeltraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.learning.gate.Gate;
import ats.learning.job.TrainingRequest;
import ats.learning.job.Worker.Left;
import ats.learning.store.Job;
import ats.learning.store.Job.State;
import ats.learning.store.JobStore;
import ats.platform.bus.InProcessBus;
import ats.platform.files.Vault;
import ats.platform.lockstep.Lockstep;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryModelStore;
import ats.testkit.PlantedDataset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A training that dies, waits or finds its dataset damaged.
final class TrainingCrashTest {

    private static final long SEED = 7;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Gate GATE = new Gate(100, 20, 2, 0.95, 0.25, -0.05);

    @TempDir private Path folder;
    private long now;
    private final InProcessBus bus = new InProcessBus(Lockstep.free(), 100);
    private String dataset = "";

    @BeforeEach
    void setUp() {
        dataset = PlantedDataset.write(new Vault(folder.resolve("datasets")), SEED);
    }

    /// A place where one job is done, by one process after the other.
    private final class Place {
        final Path home;
        final MemoryJobStore jobs = new MemoryJobStore(() -> now);
        final MemoryModelStore models = new MemoryModelStore();
        final String job;

        Place(String name) {
            home = folder.resolve(name);
            var request =
                    new TrainingRequest(dataset, PlantedDataset.LABEL, PlantedDataset.CUTOFF, SEED);
            var filed = Job.of(Job.Kind.TRAINING, request.text(), "a test", 1, 1);
            jobs.file(filed);
            job = filed.id();
        }

        Queue process(GrowingTrainer trainer) {
            return process(trainer, 3);
        }

        Queue process(GrowingTrainer trainer, int folds) {
            var settings =
                    new TrainingSettings(
                            List.of("feature=0", "feature=1"),
                            folds,
                            Duration.ofHours(1),
                            0.0001,
                            GATE,
                            "always",
                            "a test");
            var needs =
                    new ModelTraining.Needs(
                            jobs, models, () -> trainer, new AlwaysOpen(), settings);
            var folders =
                    new Training.Folders(
                            new Vault(folder.resolve("datasets")),
                            new Vault(home.resolve("models")),
                            home.resolve("checkpoints"));
            var training = new Training(needs, folders);
            return new Queue(needs, training, bus, () -> now, home.resolve("takers"));
        }

        Job found() {
            return jobs.find(job).orElseThrow();
        }

        /// What a checkpoint holds of each step, in trees.
        int kept() {
            try (var files = Files.list(home.resolve("checkpoints", job))) {
                return files.map(path -> path.getFileName().toString())
                        .mapToInt(name -> Integer.parseInt(name.replaceAll(".*-", "")))
                        .sum();
            } catch (IOException none) {
                return 0;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20, 41})
    void givesTheSameModelAfterItsDeathAndGrowsNoTreeTwiceThatWasKept(int trees) {
        var whole = new GrowingTrainer(NEVER);
        var quiet = new Place("quiet");
        quiet.process(whole).work();
        var place = new Place("killed");
        var dying = new GrowingTrainer(trees);
        assertThatThrownBy(place.process(dying)::work).isInstanceOf(GrowingTrainer.Killed.class);
        int kept = place.kept();
        assertThat(kept).isEqualTo(trees - trees % 2);

        var next = new GrowingTrainer(NEVER);
        var process = place.process(next);
        assertThat(process.work()).as("before the silence is long").isEqualTo(new Left.Others());
        now += JobStore.SILENCE_MAX.toNanos() + 1;
        assertThat(process.work()).isEqualTo(new Left.Nothing());

        assertThat(place.found().result()).isEqualTo(quiet.found().result());
        assertThat(place.found().state()).isEqualTo(State.DONE);
        assertThat(next.grown()).isEqualTo(whole.grown() - kept);
        assertThat(place.home.resolve("checkpoints", place.job)).doesNotExist();
        assertThat(place.models.all()).hasSize(1);
        assertThat(place.models.trials()).isEqualTo(quiet.models.trials());
    }

    @Test
    void goesOnFromNothingThatOtherSettingsMade() {
        var whole = new GrowingTrainer(NEVER);
        var quiet = new Place("quiet");
        quiet.process(whole, 4).work();
        var place = new Place("changed");
        var dying = new GrowingTrainer(7);
        assertThatThrownBy(place.process(dying)::work).isInstanceOf(GrowingTrainer.Killed.class);

        var next = new GrowingTrainer(NEVER);
        var process = place.process(next, 4);
        now += JobStore.SILENCE_MAX.toNanos() + 1;
        assertThat(process.work()).isEqualTo(new Left.Nothing());

        assertThat(place.found().result()).isEqualTo(quiet.found().result());
        assertThat(next.grown()).isEqualTo(whole.grown());
        assertThat(place.home.resolve("checkpoints", place.job)).doesNotExist();
    }

    @Test
    void isTakenAtOnceFromAProcessThatIsKnownToBeDead() throws IOException {
        var place = new Place("killed");
        place.jobs.take(Job.Kind.TRAINING, "model-training-dead");
        var process = place.process(new GrowingTrainer(NEVER));
        assertThat(process.work()).isEqualTo(new Left.Others());

        Files.createFile(place.home.resolve("takers", "model-training-dead"));
        assertThat(process.work()).isEqualTo(new Left.Nothing());

        assertThat(place.found().state()).isEqualTo(State.DONE);
        assertThat(place.home.resolve("takers", "model-training-dead")).doesNotExist();
    }

    @Test
    void namesADamagedDatasetAndRegistersNothing() throws IOException {
        var column = folder.resolve("datasets", dataset, "feature.signal.f32");
        var bytes = Files.readAllBytes(column);
        bytes[11] ^= 1;
        Files.write(column, bytes);
        var place = new Place("damaged");

        place.process(new GrowingTrainer(NEVER)).work();

        assertThat(place.found().state()).isEqualTo(State.FAILED);
        assertThat(place.found().result().reason()).contains(column.toString(), "damaged");
        assertThat(place.models.all()).isEmpty();
    }

    @Test
    void waitsUntilItsModelCanBeWrittenAndThenGrowsNoTreeAgain() throws IOException {
        var place = new Place("full");
        var trainer = new GrowingTrainer(NEVER);
        var process = place.process(trainer);
        var models = place.home.resolve("models");
        Files.delete(models);
        Files.createFile(models);

        assertThat(process.work()).isInstanceOf(Left.Waiting.class);
        assertThat(place.found().state()).isEqualTo(State.RUNNING);
        assertThat(place.found().progress().doing()).startsWith("waits: ").contains("" + models);
        assertThat(place.models.all()).isEmpty();
        int grown = trainer.grown();

        Files.delete(models);
        Files.createDirectory(models);
        now += Duration.ofSeconds(11).toNanos();
        assertThat(process.work()).isEqualTo(new Left.Nothing());

        assertThat(place.found().state()).isEqualTo(State.DONE);
        assertThat(trainer.grown()).isEqualTo(grown);
        try (var files = Files.list(models)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactly(place.found().result().output());
        }
    }
}
