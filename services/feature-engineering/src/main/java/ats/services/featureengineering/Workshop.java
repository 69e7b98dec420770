package ats.services.featureengineering;

import module java.base;

import ats.learning.job.DatasetRequest;
import ats.learning.job.Worker;
import ats.learning.store.Job;
import ats.learning.store.JobStore;
import ats.learning.store.Part;
import ats.learning.store.PartStore;
import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.columns.ColumnFolder;
import ats.platform.files.LifeMark;
import ats.platform.files.Vault;
import ats.platform.time.ProcessClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue of datasets, worked off by as many processes as there are: one has the job and puts
/// the dataset together, all make its parts. In whose middle somebody stops or dies, that is made
/// by whoever takes it next; what was done stays done.
final class Workshop implements Worker.Craft, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    /// The part of the way that is left when all parts are there.
    private static final double ASSEMBLY = 0.1;

    private final JobStore jobs;
    private final PartStore parts;
    private final Bus bus;
    private final Path marks;
    private final LifeMark mark;
    private final Rows rows;
    private final Datasets datasets;
    private final Crew crew;
    private final Worker worker;

    /// `data` is the folder in which all processes find datasets, their parts, and the marks of
    /// those who live.
    Workshop(
            FeatureEngineering.Needs needs,
            History history,
            Bus bus,
            ProcessClock clock,
            Path data) {
        jobs = needs.stores().jobs();
        parts = needs.stores().parts();
        this.bus = bus;
        marks = data.resolve("takers");
        mark = LifeMark.in(marks, FeatureEngineering.NAME);
        var recipe = new Recipe(needs);
        rows = new Rows(needs.settings(), recipe, history, Vault.passing(data.resolve("parts")));
        datasets = new Datasets(needs, new Vault(data.resolve("datasets")));
        var self = new Worker.Self(Job.Kind.DATASET, mark.name(), clock::nanos);
        crew = new Crew(parts, self, recipe, rows);
        worker = new Worker(jobs, self, this);
    }

    /// Everything that can be done now, also for those who died over it.
    Worker.Left work() {
        LifeMark.buryAll(marks, FeatureEngineering.NAME, this::release);
        if (worker.idle() && crew.help() > 0) {
            tellOthers();
        }
        return worker.work();
    }

    /// Parts of datasets done since the start.
    long done() {
        return crew.done();
    }

    void stop() {
        worker.stop();
        crew.stop();
    }

    /// Whoever could not put back a job in time leaves a mark that the next start finds.
    @Override
    public void close() {
        if (worker.idle() && crew.idle()) {
            mark.close();
        }
    }

    @Override
    public Worker.Outcome make(Job job, Worker.Progress progress) {
        try {
            var request = DatasetRequest.parse(job.request());
            Worker.Progress first = (part, doing) -> progress.goOn((1 - ASSEMBLY) * part, doing);
            return outcome(request, crew.share(job.id(), this::tellOthers, first), progress);
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
        tidy();
    }

    private void release(String gone) {
        jobs.release(gone);
        parts.release(gone);
    }

    /// In one process there are no others.
    private void tellOthers() {
        if (bus.shared()) {
            bus.publish(FeatureEngineering.PARTS, "", mark.name().getBytes(StandardCharsets.UTF_8));
        }
    }

    private Worker.Outcome outcome(
            DatasetRequest request, List<Part> made, Worker.Progress progress) {
        var failed = made.stream().filter(part -> part.state() == Job.State.FAILED).findFirst();
        if (failed.isPresent()) {
            return new Worker.Outcome.Failed(failed.get().result());
        }
        if (!made.stream().allMatch(Part::done)) {
            double fraction = (1 - ASSEMBLY) * Crew.fraction(made);
            return new Worker.Outcome.Shared(fraction, Crew.standing(made));
        }
        Look look = (part, doing) -> progress.goOn(1 - ASSEMBLY + ASSEMBLY * part, doing);
        var folders = new ArrayList<ColumnFolder>();
        for (var part : made) {
            look.require(0, "reads the parts");
            folders.add(crew.opened(part, look));
        }
        return new Worker.Outcome.Done(datasets.assembled(request, folders, look));
    }

    /// What came of parts is of no use when no job is under way. What others make meanwhile stays.
    private void tidy() {
        var names = rows.names();
        if (parts.forget()) {
            rows.remove(names);
        }
    }
}
