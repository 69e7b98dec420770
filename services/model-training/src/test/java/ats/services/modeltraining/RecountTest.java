package ats.services.modeltraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.learning.gate.Gate;
import ats.learning.job.TrainingRequest;
import ats.learning.model.Bundle;
import ats.learning.store.Job;
import ats.learning.store.ModelRecord;
import ats.learning.store.Trial;
import ats.learning.study.Notebook;
import ats.platform.Fault;
import ats.platform.files.Vault;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryModelStore;
import ats.testkit.PlantedDataset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecountTest {

    private static final Gate GATE = new Gate(100, 20, 2, 0.95, 0.25, -0.05);

    @TempDir private Path folder;
    private final MemoryModelStore models = new MemoryModelStore();
    private Vault datasets;
    private Vault shelf;
    private String dataset;

    @BeforeEach
    void setUp() {
        datasets = new Vault(folder.resolve("datasets"));
        shelf = new Vault(folder.resolve("models"));
        dataset = PlantedDataset.write(datasets, 7);
    }

    @Test
    void everyNumberAndByteComesOutTheSame() {
        train(1);
        var second = train(2);
        // what was tried later does not count
        train(3);
        assertThat(difference(found(second))).isEmpty();
    }

    @Test
    void theSameJobMakesTheSameModelAgain() {
        var first = train(1);
        var trials = models.trials();
        assertThat(train(1)).isEqualTo(first);
        assertThat(models.trials()).isEqualTo(trials);
        assertThat(models.all()).hasSize(1);
    }

    @Test
    void trialsBeforeAreCounted() {
        train(1);
        var second = found(train(2));
        var later = models.trials().stream().filter(trial -> !first(trial)).toList();
        assertThat(recount().difference(second, later, Notebook.NONE))
                .hasValueSatisfying(
                        what ->
                                assertThat(what)
                                        .startsWith("card.trials.count: the card says 4")
                                        .endsWith("it comes out as 2"));
    }

    @Test
    void namesTheNumberThatAForgerChanged() {
        var model = found(train(1));
        var kept = model.kept();
        var card = kept.card().replaceFirst("(\"overall\":.*?\"sharpe\":)[-0-9.E]+", "$19.5");
        assertThat(card).isNotEqualTo(kept.card());
        var forged =
                new Bundle(
                        kept.forest(),
                        kept.original(),
                        card,
                        kept.features(),
                        kept.reference(),
                        kept.traits());
        assertThat(difference(new Recount.Registered(with(model.record(), card, true), forged)))
                .hasValueSatisfying(
                        what ->
                                assertThat(what)
                                        .startsWith("card.overall.sharpe: the card says 9.5"));
        assertThat(difference(new Recount.Registered(with(model.record(), card, true), kept)))
                .hasValueSatisfying(
                        what ->
                                assertThat(what)
                                        .startsWith("card.overall.sharpe: the registry has 9.5"));
    }

    @Test
    void namesAVerdictThatIsNotTheGates() {
        var model = found(train(1));
        var record = model.record();
        var other = with(record, record.card(), !record.passed());
        assertThat(difference(new Recount.Registered(other, model.kept())))
                .hasValueSatisfying(what -> assertThat(what).contains("its gate says otherwise"));
    }

    @Test
    void namesTheFileWithOtherBytes() {
        var model = found(train(1));
        var kept = model.kept();
        var forest = kept.forest().clone();
        forest[forest.length - 1] ^= 1;
        var other =
                new Bundle(
                        forest,
                        kept.original(),
                        kept.card(),
                        kept.features(),
                        kept.reference(),
                        kept.traits());
        assertThat(difference(new Recount.Registered(model.record(), other)))
                .contains("its file forest comes out otherwise");
    }

    @Test
    void namesADatasetThatIsDamaged() throws IOException {
        var model = found(train(1));
        var column = datasets.path(dataset).resolve("label.f32");
        assertThat(column).exists();
        var bytes = Files.readAllBytes(column);
        bytes[5] ^= 1;
        Files.write(column, bytes);
        assertThatThrownBy(() -> difference(model))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(column.toString())
                .hasMessageContaining("damaged");
    }

    private static boolean first(Trial trial) {
        return trial.job().equals(job(1, "").id());
    }

    private Optional<String> difference(Recount.Registered model) {
        return recount().difference(model, models.trials(), Notebook.NONE);
    }

    private Recount recount() {
        return new Recount(datasets, new LeafTrainer(), _ -> new AlwaysOpen());
    }

    private static ModelRecord with(ModelRecord record, String card, boolean passed) {
        return new ModelRecord(
                record.hash(),
                record.featureSet(),
                record.job(),
                card,
                passed,
                record.trainedTo(),
                record.registeredAt(),
                record.stage());
    }

    private ModelRecord registered(String model) {
        return models.find(model).orElseThrow();
    }

    private Recount.Registered found(String model) {
        return new Recount.Registered(registered(model), Bundle.parse(model, shelf.readAll(model)));
    }

    private static Job job(long second, String request) {
        return Job.of(
                Job.Kind.TRAINING,
                request,
                "a test",
                second * 1_000_000_000,
                second * 1_000_000_000);
    }

    private String train(long second) {
        var request =
                new TrainingRequest(dataset, PlantedDataset.LABEL, PlantedDataset.CUTOFF, second);
        var settings =
                new TrainingSettings(
                        List.of("feature=0", "feature=1"),
                        3,
                        Duration.ofHours(1),
                        0.0001,
                        GATE,
                        "always",
                        "a test");
        var needs =
                new ModelTraining.Needs(
                        new MemoryJobStore(() -> 0),
                        models,
                        LeafTrainer::new,
                        new AlwaysOpen(),
                        settings);
        var folders = new Training.Folders(datasets, shelf, folder.resolve("checkpoints"));
        return new Training(needs, folders).of(job(second, request.text()), (_, _) -> true);
    }
}
