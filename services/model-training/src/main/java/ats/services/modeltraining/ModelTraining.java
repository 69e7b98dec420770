package ats.services.modeltraining;

import module java.base;

import ats.domain.Calendar;
import ats.learning.model.Trainer;
import ats.learning.store.Job;
import ats.learning.store.JobStore;
import ats.learning.store.ModelStore;
import ats.platform.bus.Subscription;
import ats.platform.files.Vault;
import ats.platform.service.Context;
import ats.platform.service.Desk;
import ats.platform.service.Health;
import ats.platform.service.Service;

import org.jspecify.annotations.Nullable;

/// Trains what is asked for, one job after the other, each from a dataset to a judged, registered
/// model.
public final class ModelTraining implements Service {

    /// Somebody filed a job, or one is over; the message is its id.
    static final String JOBS = "jobs";

    private static final String NAME = "model-training";

    private final Needs needs;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private @Nullable Parts parts;

    /// What it is plugged into. The trainer is made when the first job comes: its library is large.
    public record Needs(
            JobStore jobs,
            ModelStore models,
            Supplier<Trainer> trainer,
            Calendar calendar,
            TrainingSettings settings) {}

    private record Parts(Desk<String> desk, Queue queue) {}

    public ModelTraining(Needs needs) {
        this.needs = needs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(Context context) {
        var desk = new Desk<String>("training", context.lockstep().work("training"), _ -> work());
        var folders =
                new Training.Folders(
                        new Vault(context.home().resolve("data", "datasets")),
                        new Vault(context.home().resolve("models")),
                        context.home().resolve("data", "checkpoints"));
        var queue = new Queue(needs, new Training(needs, folders), context.bus(), desk);
        parts = new Parts(desk, queue);
        context.metrics().gauge("training_done", queue::done);
        context.metrics().gauge("training_failed", queue::failed);
        desk.open();
        subscriptions.add(context.bus().subscribe(JOBS, NAME, message -> desk.put(message.key())));
        desk.put("start");
    }

    @Override
    public Health health() {
        var made = parts;
        if (made == null) {
            return Health.starting("not started");
        }
        if (made.desk.failure().isPresent()) {
            return Health.failed("stopped: " + made.desk.failure().get());
        }
        return made.desk.trouble().isEmpty()
                ? Health.ready(made.queue.doing())
                : Health.degraded("waits: " + made.desk.trouble());
    }

    @Override
    public void close() {
        var made = parts;
        if (made == null) {
            return;
        }
        made.queue.giveUp();
        subscriptions.forEach(Subscription::close);
        made.desk.close();
    }

    private void work() {
        Objects.requireNonNull(parts, "the service was not started").queue.work();
    }

    static boolean mine(Job job) {
        return job.kind() == Job.Kind.TRAINING;
    }
}
