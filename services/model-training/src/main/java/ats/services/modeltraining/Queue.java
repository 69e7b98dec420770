package ats.services.modeltraining;

import module java.base;

import ats.learning.job.Worker;
import ats.learning.store.Job;
import ats.learning.store.JobStore;
import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.files.LifeMark;
import ats.platform.time.ProcessClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of trainings. A job in whose middle we stop or die is taken again by the next start,
/// which goes on from its checkpoints.
final class Queue implements Worker.Craft, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);

    private final JobStore store;
    private final Training training;
    private final Bus bus;
    private final Path marks;
    private final LifeMark mark;
    private final Worker worker;

    /// `marks` is where those who take jobs show that they live.
    Queue(ModelTraining.Needs needs, Training training, Bus bus, ProcessClock clock, Path marks) {
        store = needs.jobs();
        this.training = training;
        this.bus = bus;
        this.marks = marks;
        mark = LifeMark.in(marks, ModelTraining.NAME);
        var self = new Worker.Self(Job.Kind.TRAINING, mark.name(), clock::nanos);
        worker = new Worker(store, self, this);
    }

    /// Everything that can be done now, also for those who died over it.
    Worker.Left work() {
        LifeMark.buryAll(marks, ModelTraining.NAME, store::release);
        return worker.work();
    }

    Worker worker() {
        return worker;
    }

    /// Whoever could not put back a job in time leaves a mark that the next start finds.
    @Override
    public void close() {
        if (worker.idle()) {
            mark.close();
        }
    }

    @Override
    public Worker.Outcome make(Job job, Worker.Progress progress) {
        try {
            return new Worker.Outcome.Done(training.of(job, progress));
        } catch (Fault fault) {
            return switch (fault.kind()) {
                case RETRYABLE -> new Worker.Outcome.Waiting(fault.reason());
                case MISUSE, VENUE -> new Worker.Outcome.Failed(fault.reason());
                case CORRUPT -> throw fault;
            };
        }
    }

    @Override
    public void ended(Job job, Job.State state, Job.Result result) {
        LOG.atInfo()
                .setMessage("training.ended")
                .addKeyValue("job", job.id())
                .addKeyValue("state", state)
                .addKeyValue("result", result)
                .log();
        bus.publish(ModelTraining.JOBS, job.id(), job.id().getBytes(StandardCharsets.UTF_8));
        training.forget(job);
    }
}
