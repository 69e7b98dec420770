package ats.services.modeltraining;

import module java.base;

import ats.features.FeatureSet;
import ats.learning.drift.Quantiles;
import ats.learning.job.TrainingRequest;
import ats.learning.label.Label;
import ats.learning.model.Bundle;
import ats.learning.statistics.Moments;
import ats.learning.statistics.Trials;
import ats.learning.store.Job;
import ats.learning.store.ModelRecord;
import ats.learning.store.Trial;
import ats.learning.study.Study;
import ats.learning.study.StudySettings;
import ats.learning.study.Subject;
import ats.learning.table.Table;
import ats.platform.columns.ColumnFolder;
import ats.platform.files.Vault;
import ats.platform.json.Json;

/// One job: from a dataset to a registered model. What is written before it is registered is whole
/// or not there, and named by its content; so whatever is repeated after a crash changes nothing.
final class Training {

    private final ModelTraining.Needs needs;
    private final Folders folders;

    /// Where things are.
    record Folders(Vault datasets, Vault models, Path checkpoints) {}

    Training(ModelTraining.Needs needs, Folders folders) {
        this.needs = needs;
        this.folders = folders;
    }

    /// The model's name.
    String of(Job job, Checkpoints.Progress progress) {
        var request = TrainingRequest.parse(job.request());
        var dataset = ColumnFolder.open(folders.datasets(), request.dataset());
        var table = DatasetTable.of(dataset);
        var set = FeatureSet.parse(dataset.about().getOrDefault("features", ""));
        var subject =
                new Subject(
                        table,
                        request.dataset(),
                        set.hash(),
                        request.label(),
                        needs.settings().code());
        var study = new Study(needs.trainer().get(), settings(request));
        var result = study.of(subject, new Checkpoints(folder(job), progress));
        var bundle = bundle(result, set, table, request);
        write(bundle);
        register(job, request, bundle, result);
        return bundle.name();
    }

    /// What was kept to go on from.
    void forget(Job job) {
        new Checkpoints(folder(job), (_, _) -> true).clear();
    }

    private Path folder(Job job) {
        return folders.checkpoints().resolve(job.id());
    }

    private StudySettings settings(TrainingRequest request) {
        var settings = needs.settings();
        var sharpes = needs.models().trials().stream().mapToDouble(Trial::sharpe).toArray();
        return new StudySettings(
                settings.folds(),
                settings.embargo().toNanos(),
                settings.parameters(request.seed()),
                settings.costPerSide(),
                needs.calendar(),
                settings.gate(),
                Trials.of(sharpes),
                request.cutoff());
    }

    private static Bundle bundle(
            Study.Result result, FeatureSet set, Table table, TrainingRequest request) {
        var reference = new TreeMap<String, Quantiles>();
        for (int column = 0; column < table.names().size(); column++) {
            var values = new float[table.rows()];
            for (int row = 0; row < values.length; row++) {
                values[row] = table.features().get(column).at(row);
            }
            reference.put(table.names().get(column), Quantiles.of(values));
        }
        var traits =
                new Bundle.Traits(
                        set.hash(),
                        request.label(),
                        Label.parse(request.label()).bars(),
                        Moments.of(result.forecasts()).deviation());
        return new Bundle(
                result.model().forest(),
                result.model().original(),
                Json.write(result.card()),
                set.canonical(),
                reference,
                traits);
    }

    private void write(Bundle bundle) {
        try (var draft = folders.models().draft()) {
            bundle.files().forEach(draft::write);
            draft.publish(bundle.name());
        }
    }

    private void register(Job job, TrainingRequest request, Bundle bundle, Study.Result result) {
        var record =
                new ModelRecord(
                        bundle.name(),
                        bundle.traits().featureSet(),
                        job.id(),
                        bundle.card(),
                        result.card().verdict().passed(),
                        request.cutoff(),
                        job.requestedAt(),
                        ModelRecord.Stage.CANDIDATE);
        var grid = needs.settings().grid();
        var trials =
                IntStream.range(0, grid.size())
                        .mapToObj(
                                index ->
                                        new Trial(
                                                job.id(),
                                                grid.get(index),
                                                result.sharpes().get(index)))
                        .toList();
        needs.models().register(record, trials);
    }
}
