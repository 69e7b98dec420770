package ats.services.continuouslearning;

import module java.base;

import ats.learning.job.DatasetRequest;
import ats.learning.job.TrainingRequest;
import ats.learning.store.Job;
import ats.learning.store.JobStore;

/// Asks for trainings: first for a dataset of all that is known by now, then for a model of it.
final class Trainings {

    /// More than the budget of any policy.
    private static final int REMEMBERED = 1_000;

    private final LearningSettings settings;
    private final JobStore store;
    private final Consumer<String> tell;

    /// `tell` wakes those who work.
    Trainings(LearningSettings settings, JobStore store, Consumer<String> tell) {
        this.settings = settings;
        this.store = store;
        this.tell = tell;
    }

    /// Nothing when one is under way already.
    Optional<Job> ask(String cause, long now) {
        if (underWay().isPresent()) {
            return Optional.empty();
        }
        var request = new DatasetRequest(settings.label(), now, settings.every());
        var job =
                Job.of(
                        Job.Kind.DATASET,
                        request.text(),
                        cause,
                        now,
                        now + settings.visibleAfter().toNanos());
        file(job);
        return Optional.of(job);
    }

    /// The second half, once the dataset is there.
    void train(Job dataset) {
        var asked = DatasetRequest.parse(dataset.request());
        var request =
                new TrainingRequest(
                        dataset.result().output(), asked.label(), asked.cutoff(), settings.seed());
        file(
                Job.of(
                        Job.Kind.TRAINING,
                        request.text(),
                        dataset.cause(),
                        dataset.requestedAt(),
                        dataset.visibleAt()));
    }

    /// A dataset or a training that is not over, or whose second half is missing.
    Optional<Job> underWay() {
        return all().stream().filter(job -> !job.state().over()).findFirst();
    }

    /// When trainings were asked for, oldest first; also those that failed.
    List<Long> asked() {
        return all().stream()
                .filter(job -> job.kind() == Job.Kind.DATASET)
                .map(Job::requestedAt)
                .sorted()
                .toList();
    }

    /// Newest first.
    List<Job> all() {
        return store.newest(REMEMBERED);
    }

    private void file(Job job) {
        if (store.file(job)) {
            tell.accept(job.id());
        }
    }
}
