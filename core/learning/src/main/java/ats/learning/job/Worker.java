package ats.learning.job;

import module java.base;

import ats.learning.store.Job;
import ats.learning.store.JobStore;

import org.jspecify.annotations.Nullable;

/// Works off the jobs of one kind, one after the other. A job stays in hand until it is over, was
/// put back, or belongs to somebody else: what may pass by itself, say a full disk, is waited out.
/// One thread works; another may look on and say that it is enough.
public final class Worker {

    /// A tree may take milliseconds; a page that moves twice a second is live enough.
    private static final long REPORT_EVERY_NANOS = 500_000_000L;

    /// Before the same is tried once more; far less than the silence of the dead.
    private static final long AGAIN_AFTER_NANOS = 10_000_000_000L;

    /// More than are ever under way.
    private static final int NEWEST = 100;

    private static final String IDLE = "waits for a job";

    private final JobStore store;
    private final Self self;
    private final Craft craft;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile String doing = IDLE;
    private volatile boolean enough;
    private volatile @Nullable Held held;

    /// @param taker a name that no other bears
    /// @param nanos process time
    public record Self(Job.Kind kind, String taker, LongSupplier nanos) {}

    /// How a job is done.
    public interface Craft {

        /// An IllegalArgumentException says why it can never be done; a CancellationException
        /// answers a progress that said no.
        Outcome make(Job job, Progress progress);

        /// The store knows how it ended.
        void ended(Job job, Job.State state, Job.Result result);
    }

    /// Hears how far it is; false gives up.
    @FunctionalInterface
    public interface Progress {
        boolean goOn(double fraction, String doing);
    }

    /// What came of an attempt.
    public sealed interface Outcome {

        /// @param output for whoever asked
        record Done(String output) implements Outcome {}

        /// It will never be done.
        record Failed(String reason) implements Outcome {}

        /// It can be done when this has passed.
        record Waiting(String reason) implements Outcome {}

        /// Others do their parts of it now; when they are done, it is to be tried again.
        record Shared(double fraction, String doing) implements Outcome {}
    }

    /// What there is left to do.
    public sealed interface Left {

        record Nothing() implements Left {}

        /// Others have jobs, or parts of the one in hand; if they die, these have to be taken from
        /// them.
        record Others() implements Left {}

        /// The job in hand waits for this to pass.
        record Waiting(String reason) implements Left {}
    }

    /// A job and how far it came.
    private static final class Held {
        final Job job;
        String trouble = "";
        double fraction;
        long triedAt;
        long reportedAt;
        boolean ours = true;

        Held(Job job, long now) {
            this.job = job;
            reportedAt = now;
        }
    }

    public Worker(JobStore store, Self self, Craft craft) {
        this.store = store;
        this.self = self;
        this.craft = craft;
    }

    /// Everything that can be done now. To be called again when something was filed, and also when
    /// something is left.
    public Left work() {
        while (!enough) {
            var present = Optional.ofNullable(held).or(this::taken);
            if (present.isEmpty()) {
                return othersWork() ? new Left.Others() : new Left.Nothing();
            }
            var left = attempt(present.get());
            if (left.isPresent()) {
                return left.get();
            }
        }
        store.release(self.taker());
        forget();
        return new Left.Nothing();
    }

    /// What is in hand is put back soon, for the next one to take.
    public void stop() {
        enough = true;
    }

    /// Whether it has no job in hand.
    public boolean idle() {
        return held == null;
    }

    /// In words.
    public String doing() {
        return doing;
    }

    public long done() {
        return done.get();
    }

    public long failed() {
        return failed.get();
    }

    private Optional<Held> taken() {
        var next = store.take(self.kind(), self.taker()).map(job -> new Held(job, now()));
        held = next.orElse(null);
        return next;
    }

    private boolean othersWork() {
        return store.newest(NEWEST).stream()
                .anyMatch(job -> job.kind() == self.kind() && job.state() == Job.State.RUNNING);
    }

    /// Why it does not go on, if it does not.
    private Optional<Left> attempt(Held present) {
        if (!present.trouble.isEmpty()) {
            if (!waits(present)) {
                letGo(present);
                return Optional.empty();
            }
            if (now() - present.triedAt < AGAIN_AFTER_NANOS) {
                return Optional.of(new Left.Waiting(present.trouble));
            }
            present.trouble = "";
        }
        try {
            return follow(
                    present, craft.make(present.job, (part, what) -> goOn(present, part, what)));
        } catch (CancellationException given) {
            if (!enough) {
                letGo(present);
            }
        } catch (IllegalArgumentException impossible) {
            return follow(present, new Outcome.Failed(String.valueOf(impossible.getMessage())));
        }
        return Optional.empty();
    }

    private Optional<Left> follow(Held present, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done(var output) -> {
                end(present, Job.State.DONE, new Job.Result(output, ""));
                done.incrementAndGet();
            }
            case Outcome.Failed(var reason) -> {
                end(present, Job.State.FAILED, new Job.Result("", reason));
                failed.incrementAndGet();
            }
            case Outcome.Waiting(var reason) -> {
                present.trouble = reason;
                present.triedAt = now();
                var _ = waits(present);
                return Optional.of(new Left.Waiting(reason));
            }
            case Outcome.Shared(var fraction, var what) -> {
                if (report(present, fraction, what)) {
                    return Optional.of(new Left.Others());
                }
                letGo(present);
            }
        }
        return Optional.empty();
    }

    /// Says what it waits for; false when nobody waits for it any more.
    private boolean waits(Held present) {
        var what = "waits: " + present.trouble;
        doing = present.job.id() + " " + what;
        return store.report(present.job.id(), self.taker(), present.fraction, what);
    }

    private boolean goOn(Held present, double fraction, String what) {
        if (now() - present.reportedAt >= REPORT_EVERY_NANOS) {
            return report(present, fraction, what) && !enough;
        }
        tell(present, fraction, what);
        return !enough && present.ours;
    }

    private boolean report(Held present, double fraction, String what) {
        tell(present, fraction, what);
        present.reportedAt = now();
        present.ours = store.report(present.job.id(), self.taker(), fraction, what);
        return present.ours;
    }

    private void tell(Held present, double fraction, String what) {
        doing = "%s, %.0f %%: %s".formatted(present.job.id(), 100 * fraction, what);
        present.fraction = fraction;
    }

    /// It was canceled; or somebody else has it, who will end it.
    private void letGo(Held present) {
        var canceled =
                store.find(present.job.id())
                        .filter(job -> !job.state().over() && job.progress().cancelAsked());
        if (canceled.isPresent()) {
            end(present, Job.State.CANCELED, new Job.Result("", "canceled"));
        } else {
            forget();
        }
    }

    private void end(Held present, Job.State state, Job.Result result) {
        store.finish(present.job.id(), self.taker(), state, result);
        forget();
        craft.ended(present.job, state, result);
    }

    private void forget() {
        held = null;
        doing = IDLE;
    }

    private long now() {
        return self.nanos().getAsLong();
    }
}
