package ats.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.adapters.postgres.PostgresJobStore;
import ats.adapters.postgres.PostgresModelStore;
import ats.domain.AlwaysOpen;
import ats.learning.job.TrainingRequest;
import ats.learning.model.Stage;
import ats.learning.store.Job;
import ats.learning.store.JobStore;
import ats.platform.bus.InProcessBus;
import ats.platform.files.Vault;
import ats.platform.json.Json;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.time.ProcessClock;
import ats.services.modeltraining.ModelTraining;
import ats.testkit.HandClock;
import ats.testkit.PlantedDataset;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Models on the command line: of a system that runs, and of one at rest.
@Timeout(300)
final class ModelsCommandTest {

    private static final String OLD = "aa11aa11aa11aa11";
    private static final String NEW = "ab22ab22ab22ab22";
    private static final String REFUSED = "cc33cc33cc33cc33";

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void setUp() {
        shell = new Shell(folder);
    }

    @AfterEach
    void tearDown() {
        shell.close();
    }

    @Test
    void listsAndShowsTheModelsOfARunningSystem() {
        try (var system = new LearningSystem(Home.of(shell.home()))) {
            assertThat(shell.run("models", "list").succeeded().out())
                    .isEqualTo("no model yet; ./ats train asks for one\n");
            shell.run("models", "show", "aa").refused(64, "no model yet", "./ats train");
            system.shadow(OLD, 40, true);
            system.shadow(REFUSED, 50, false);

            assertThat(shell.run("models", "list").succeeded().out().lines())
                    .hasSize(3)
                    .element(1)
                    .asString()
                    .startsWith("cc33cc33cc33  SHADOW  1 failed     0.08     0.2");
            var shown = shell.run("models", "show", "cc3").succeeded().out();
            assertThat(shown.lines())
                    .contains(
                            "model      " + REFUSED,
                            "made by    stumps on cpu, ats 1.0",
                            "chosen     depth=3,trees=60, seed 1, of 1 tried",
                            "judged     1 blocks, 0 h between, cost 0.0001 a side, calendar xnys, 3"
                                    + " trials ever",
                            "rows out of sample                  1200  at least 500   passed",
                            "deflated Sharpe ratio after costs   0.21  at least 0.95  FAILED",
                            "1970-01-01 00:00  CANDIDATE  SHADOW  me  to be watched",
                            "skill      not measured yet");
            var raw = Json.parse(shell.run("models", "show", "aa", "--json").succeeded().out());
            assertThat(raw.path("model").path("id").asString()).isEqualTo(OLD);
            assertThat(raw.path("card").path("terms").path("folds").asInt()).isEqualTo(1);
            var list = Json.parse(shell.run("models", "list", "--json").succeeded().out());
            assertThat(list.findValuesAsString("id")).containsExactly(REFUSED, OLD);
        }
    }

    @Test
    void namesWhatANameMayMean() {
        try (var system = new LearningSystem(Home.of(shell.home()))) {
            system.shadow(OLD, 40, true);
            system.shadow(NEW, 50, true);
            system.shadow(REFUSED, 60, false);
            shell.run("models", "show", "ff")
                    .refused(64, "'ff'", "cc33cc33cc33, ab22ab22ab22, aa11aa11aa11");
            shell.run("models", "promote", "a").refused(64, "ab22ab22ab22, aa11aa11aa11", "more");
        }
    }

    @Test
    void promotesAndRollsBackWithAReason() {
        try (var system = new LearningSystem(Home.of(shell.home()))) {
            system.shadow(OLD, 40, true);
            system.shadow(NEW, 50, true);
            system.shadow(REFUSED, 60, false);
            var first = shell.run("models", "promote", "aa", "--reason", "looks well").succeeded();
            assertThat(first.out()).isEqualTo("promote: " + OLD + " is champion\n");
            var step = system.models.history().getLast();
            assertThat(step.who()).isEqualTo("operator");
            assertThat(step.reason()).isEqualTo("asked for by operator: looks well");
            system.tick();
            shell.run("models", "promote", "ab").succeeded();

            var refused = shell.run("models", "promote", "cc");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.out()).contains("refused by its gate");
            assertThat(stage(system, NEW)).isEqualTo(Stage.CHAMPION);

            system.tick();
            assertThat(shell.run("models", "rollback").succeeded().out())
                    .isEqualTo("rollback: " + OLD + " is champion again\n");
            assertThat(stage(system, NEW)).isEqualTo(Stage.RETIRED);
            system.tick();
            shell.run("models", "rollback").succeeded();
            var nobody = shell.run("models", "rollback");
            assertThat(nobody.status()).isEqualTo(1);
            assertThat(nobody.out()).contains("no champion");
        }
    }

    @Test
    void asksForATraining() {
        try (var system = new LearningSystem(Home.of(shell.home()))) {
            var asked = shell.run("train", "--reason", "new prices").succeeded();
            var job = system.jobs.newest(1).getFirst();
            assertThat(asked.out()).isEqualTo("train: asked for: " + job.id() + "\n");
            assertThat(job.cause()).isEqualTo("asked for by operator: new prices");
            system.tick();
            var again = shell.run("train");
            assertThat(again.status()).isEqualTo(1);
            assertThat(again.out()).contains("under way already");
        }
    }

    @Test
    void saysWhatNeedsARunningSystem() {
        shell.run("train").refused(64, "nothing runs on", "./ats run, then train");
        shell.run("models", "promote", "aa").refused(64, "./ats run, then promote");
        shell.run("models", "rollback").refused(64, "./ats run, then roll back");
        shell.run("models", "list").refused(64, "nothing was ever learned", "./ats run");
        shell.nothingWasStarted();
        try (var _ = Home.of(shell.home()).claim()) {
            shell.run("train").refused(64, "just starting");
        }
    }

    @Test
    void verifiesAModelAtRestByMakingItAgain() throws IOException {
        var home = Home.of(shell.home());
        var dataset = PlantedDataset.write(new Vault(home.data().resolve("datasets")), 7);
        var model = trained(home, dataset);
        var list = shell.run("models", "list").succeeded();
        assertThat(list.out()).contains(model.substring(0, 12), "CANDIDATE");

        var holds = shell.run("models", "show", model.substring(0, 8), "--verify").succeeded();
        assertThat(holds.out()).startsWith(model + " holds");

        var column = home.data().resolve("datasets").resolve(dataset).resolve("label.f32");
        turn(column);
        damaged(model, column.toString());
        turn(column);
        turn(home.models().resolve(model).resolve("forest"));
        damaged(model, "its file forest is missing or changed");
    }

    private void damaged(String model, String words) {
        var said = shell.run("models", "show", model, "--verify");
        said.refused(1, words);
        assertThat(said.out()).isEmpty();
    }

    /// Changes a file's last byte, or changes it back.
    private static void turn(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }

    private static Stage stage(LearningSystem system, String model) {
        return system.models.find(model).orElseThrow().stage();
    }

    /// By the trainer and the registry that a run has, in the home's own database.
    private String trained(Home home, String dataset) {
        var keys = LearningKeys.DEFAULTS;
        var request = new TrainingRequest(dataset, PlantedDataset.LABEL, PlantedDataset.CUTOFF, 1);
        var job = Job.of(Job.Kind.TRAINING, request.text(), "a test", 0, 0);
        try (var stores = Stores.of(shell.configuration(), home);
                var metrics = new Metrics();
                var bus = new InProcessBus(Lockstep.free(), 100)) {
            var jobs = new PostgresJobStore(stores.database());
            jobs.file(job);
            var training =
                    new ModelTraining(
                            new ModelTraining.Needs(
                                    jobs,
                                    new PostgresModelStore(stores.database()),
                                    Brain.trainer(keys),
                                    new AlwaysOpen(),
                                    Brain.training(keys, "always")));
            training.start(
                    new Context(
                            "test",
                            "test",
                            home.folder(),
                            bus,
                            new HandClock(0),
                            ProcessClock.system(),
                            Lockstep.free(),
                            metrics));
            try {
                return output(jobs, job.id());
            } finally {
                training.close();
            }
        }
    }

    private static String output(JobStore jobs, String id) {
        var job = jobs.find(id).orElseThrow();
        while (!job.state().over()) {
            LockSupport.parkNanos(50_000_000);
            job = jobs.find(id).orElseThrow();
        }
        assertThat(job.state()).as(job.result().reason()).isEqualTo(Job.State.DONE);
        return job.result().output();
    }
}
