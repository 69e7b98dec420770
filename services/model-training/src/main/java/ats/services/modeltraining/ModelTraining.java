package ats.services.modeltraining;

import module java.base;

import ats.domain.Calendar;
import ats.learning.job.Worker;
import ats.learning.model.Trainer;
import ats.learning.store.JobStore;
import ats.learning.store.ModelStore;
import ats.platform.Fault;
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

    static final String NAME = "model-training";

    /// Before looking again for a job whose taker has died.
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Needs needs;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private volatile @Nullable Parts parts;

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
        var marks = context.home().resolve("data", "takers");
        var training = new Training(needs, folders);
        var queue = new Queue(needs, training, context.bus(), context.processClock(), marks);
        parts = new Parts(desk, queue);
        context.metrics().gauge("training_done", queue.worker()::done);
        context.metrics().gauge("training_failed", queue.worker()::failed);
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
                ? Health.ready(made.queue.worker().doing())
                : Health.warning("waits: " + made.desk.trouble());
    }

    @Override
    public void close() {
        var made = parts;
        if (made == null) {
            return;
        }
        made.queue.worker().stop();
        subscriptions.forEach(Subscription::close);
        made.desk.close();
        made.queue.close();
    }

    private void work() {
        var made = Objects.requireNonNull(parts, "the service was not started");
        switch (made.queue.work()) {
            case Worker.Left.Nothing() -> {}
            case Worker.Left.Others() -> made.desk.putLater("again", AGAIN);
            case Worker.Left.Waiting(var reason) -> throw Fault.retryable(reason);
        }
    }
}
