package ats.services.modeltraining;

import module java.base;

import ats.learning.store.Job;
import ats.learning.store.JobStore;
import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.service.Desk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works off the queue of trainings. A job in whose middle we stop stays ours to finish: the next
/// start takes it again and goes on from its checkpoints.
final class Queue {

    /// Before looking again for a job whose taker has died.
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final int NEWEST = 100;

    /// A tree may take milliseconds; a page that moves twice a second is live enough.
    private static final Duration REPORT_EVERY = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);

    private final JobStore store;
    private final Training training;
    private final Bus bus;
    private final Desk<String> desk;
    private final String taker = "model-training-" + ProcessHandle.current().pid();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile String doing = "waits for a job";
    private volatile boolean stopped;
    private boolean goesOn;
    private long reportedAt;

    Queue(ModelTraining.Needs needs, Training training, Bus bus, Desk<String> desk) {
        store = needs.jobs();
        this.training = training;
        this.bus = bus;
        this.desk = desk;
    }

    /// Everything that waits.
    void work() {
        var job = store.take(Job.Kind.TRAINING, taker);
        while (job.isPresent() && !stopped) {
            train(job.get());
            doing = "waits for a job";
            job = store.take(Job.Kind.TRAINING, taker);
        }
        if (!stopped && orphaned()) {
            desk.putLater("again", AGAIN);
        }
    }

    void giveUp() {
        stopped = true;
    }

    String doing() {
        return doing;
    }

    long done() {
        return done.get();
    }

    long failed() {
        return failed.get();
    }

    private boolean orphaned() {
        return store.newest(NEWEST).stream()
                .anyMatch(job -> ModelTraining.mine(job) && job.state() == Job.State.RUNNING);
    }

    private void train(Job job) {
        goesOn = true;
        reportedAt = System.nanoTime();
        try {
            var name = training.of(job, (fraction, what) -> goOn(job, fraction, what));
            done.incrementAndGet();
            end(job, Job.State.DONE, new Job.Result(name, ""));
        } catch (CancellationException given) {
            if (!stopped) {
                end(job, Job.State.CANCELED, new Job.Result("", "canceled"));
            }
        } catch (IllegalArgumentException impossible) {
            fail(job, String.valueOf(impossible.getMessage()));
        } catch (Fault fault) {
            if (fault.kind() == Fault.Kind.CORRUPT || fault.kind() == Fault.Kind.RETRYABLE) {
                throw fault;
            }
            fail(job, fault.reason());
        }
    }

    private boolean goOn(Job job, double fraction, String what) {
        doing = "%s, %.0f %%: %s".formatted(job.id(), 100 * fraction, what);
        long now = System.nanoTime();
        if (now - reportedAt >= REPORT_EVERY.toNanos()) {
            reportedAt = now;
            goesOn = store.report(job.id(), taker, fraction, what);
        }
        return !stopped && goesOn;
    }

    private void fail(Job job, String reason) {
        failed.incrementAndGet();
        end(job, Job.State.FAILED, new Job.Result("", reason));
    }

    private void end(Job job, Job.State state, Job.Result result) {
        LOG.atInfo()
                .setMessage("training.ended")
                .addKeyValue("job", job.id())
                .addKeyValue("state", state)
                .addKeyValue("result", result)
                .log();
        store.finish(job.id(), taker, state, result);
        training.forget(job);
        bus.publish(ModelTraining.JOBS, job.id(), job.id().getBytes(StandardCharsets.UTF_8));
    }
}
