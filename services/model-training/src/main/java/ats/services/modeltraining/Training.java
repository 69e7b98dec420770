package ats.services.modeltraining;

import module java.base;

import ats.learning.job.TrainingRequest;
import ats.learning.job.Worker;
import ats.learning.model.Bundle;
import ats.learning.model.Stage;
import ats.learning.store.Job;
import ats.learning.store.ModelRecord;
import ats.learning.store.Trial;
import ats.learning.study.StudySettings;
import ats.platform.files.Vault;

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
    String of(Job job, Worker.Progress progress) {
        var request = TrainingRequest.parse(job.request());
        var settings = needs.settings();
        var making =
                new Making(
                        folders.datasets(),
                        needs.trainer().get(),
                        settings.calendar(),
                        settings.code());
        var notebook = new Checkpoints(folder(job), settings.division(), progress);
        var made = making.of(request, settings(job, request), notebook);
        write(made.bundle());
        register(job, request, made);
        return made.bundle().name();
    }

    /// What was kept to go on from.
    void forget(Job job) {
        new Checkpoints(folder(job), needs.settings().division(), (_, _) -> true).clear();
    }

    private Path folder(Job job) {
        return folders.checkpoints().resolve(job.id());
    }

    private StudySettings settings(Job job, TrainingRequest request) {
        var settings = needs.settings();
        return new StudySettings(
                settings.folds(),
                settings.embargo().toNanos(),
                settings.parameters(request.seed()),
                settings.costPerSide(),
                needs.calendar(),
                settings.gate(),
                Trial.before(job.id(), needs.models().trials()),
                request.cutoff());
    }

    private void write(Bundle bundle) {
        try (var draft = folders.models().draft()) {
            bundle.files().forEach(draft::write);
            draft.publish(bundle.name());
        }
    }

    private void register(Job job, TrainingRequest request, Making.Made made) {
        var bundle = made.bundle();
        var result = made.result();
        var record =
                new ModelRecord(
                        bundle.name(),
                        bundle.traits().featureSet(),
                        job.id(),
                        bundle.card(),
                        result.card().verdict().passed(),
                        request.cutoff(),
                        job.requestedAt(),
                        Stage.CANDIDATE);
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
