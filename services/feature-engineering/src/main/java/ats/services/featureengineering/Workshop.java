package ats.services.featureengineering;

import module java.base;

import ats.learning.job.DatasetRequest;
import ats.learning.store.Job;
import ats.learning.store.JobStore;
import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.service.Desk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works off the queue of datasets. A job that is given up in the middle leaves nothing, and is
/// begun again by whoever takes it next.
final class Workshop {

    /// Before looking again for a job whose taker has died.
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    private final JobStore store;
    private final Datasets datasets;
    private final Bus bus;
    private final Desk<Long> desk;
    private final String taker = FeatureTaker.name();
    private volatile boolean stopped;

    Workshop(FeatureEngineering.Needs needs, Datasets datasets, Bus bus, Desk<Long> desk) {
        store = needs.stores().jobs();
        this.datasets = datasets;
        this.bus = bus;
        this.desk = desk;
    }

    /// Everything that waits.
    void work() {
        var job = store.take(Job.Kind.DATASET, taker);
        while (job.isPresent() && !stopped) {
            make(job.get());
            job = store.take(Job.Kind.DATASET, taker);
        }
        boolean orphan =
                store.newest(100).stream()
                        .anyMatch(
                                one ->
                                        one.kind() == Job.Kind.DATASET
                                                && one.state() == Job.State.RUNNING);
        if (orphan && !stopped) {
            desk.putLater(0L, AGAIN);
        }
    }

    void giveUp() {
        stopped = true;
    }

    private void make(Job job) {
        try {
            var request = DatasetRequest.parse(job.request());
            var made =
                    datasets.make(
                            request,
                            (fraction, doing) ->
                                    !stopped && store.report(job.id(), taker, fraction, doing));
            end(job, Job.State.DONE, new Job.Result(made, ""));
        } catch (CancellationException given) {
            if (!stopped) {
                end(job, Job.State.CANCELED, new Job.Result("", "canceled"));
            }
        } catch (IllegalArgumentException impossible) {
            end(job, Job.State.FAILED, new Job.Result("", String.valueOf(impossible.getMessage())));
        } catch (Fault fault) {
            if (fault.kind() == Fault.Kind.CORRUPT) {
                throw fault;
            }
            end(job, Job.State.FAILED, new Job.Result("", fault.reason()));
        }
    }

    private void end(Job job, Job.State state, Job.Result result) {
        LOG.atInfo()
                .setMessage("dataset.ended")
                .addKeyValue("job", job.id())
                .addKeyValue("state", state)
                .addKeyValue("result", result)
                .log();
        store.finish(job.id(), taker, state, result);
        bus.publish(FeatureEngineering.JOBS, job.id(), job.id().getBytes(StandardCharsets.UTF_8));
    }

    /// Names this process among those who take jobs.
    private static final class FeatureTaker {
        private FeatureTaker() {}

        static String name() {
            return "feature-engineering-" + ProcessHandle.current().pid();
        }
    }
}
