package ats.services.featureengineering;

import module java.base;

import ats.learning.job.DatasetRequest;
import ats.learning.job.Worker;
import ats.learning.store.Job;
import ats.learning.store.JobStore;
import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.files.LifeMark;
import ats.platform.time.ProcessClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of datasets. A job in whose middle we stop or die leaves nothing, and is begun again
/// by whoever takes it next.
final class Workshop implements Worker.Craft, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    private final JobStore store;
    private final Datasets datasets;
    private final Bus bus;
    private final Path marks;
    private final LifeMark mark;
    private final Worker worker;

    /// `marks` is where those who take jobs show that they live.
    Workshop(JobStore store, Datasets datasets, Bus bus, ProcessClock clock, Path marks) {
        this.store = store;
        this.datasets = datasets;
        this.bus = bus;
        this.marks = marks;
        mark = LifeMark.in(marks, FeatureEngineering.NAME);
        var self = new Worker.Self(Job.Kind.DATASET, mark.name(), clock::nanos);
        worker = new Worker(store, self, this);
    }

    /// Everything that can be done now, also for those who died over it.
    Worker.Left work() {
        LifeMark.buryAll(marks, FeatureEngineering.NAME, store::release);
        return worker.work();
    }

    void stop() {
        worker.stop();
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
            var request = DatasetRequest.parse(job.request());
            return new Worker.Outcome.Done(datasets.make(request, progress));
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
                .setMessage("dataset.ended")
                .addKeyValue("job", job.id())
                .addKeyValue("state", state)
                .addKeyValue("result", result)
                .log();
        bus.publish(FeatureEngineering.JOBS, job.id(), job.id().getBytes(StandardCharsets.UTF_8));
    }
}
