package ats.services.featureengineering;

import module java.base;

import ats.learning.job.Worker;
import ats.learning.store.Job;
import ats.learning.store.Part;
import ats.learning.store.PartStore;
import ats.platform.Fault;
import ats.platform.columns.ColumnFolder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does parts of datasets, for whoever has the job. One thread works; another may say that it is
/// enough.
final class Crew {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    /// As often as a job says how far it is.
    private static final long REPORT_EVERY_NANOS = 500_000_000L;

    /// Before helping once more where something had to be waited for.
    private static final long AGAIN_AFTER_NANOS = 10_000_000_000L;

    private static final Look ALONE = (_, _) -> true;

    private final PartStore store;
    private final Worker.Self self;
    private final Recipe recipe;
    private final Rows rows;
    private final AtomicLong done = new AtomicLong();
    private String trouble = "";
    private long troubledAt;
    private long reportedAt;
    private volatile boolean holding;
    private volatile boolean enough;

    Crew(PartStore store, Worker.Self self, Recipe recipe, Rows rows) {
        this.store = store;
        this.self = self;
        this.recipe = recipe;
        this.rows = rows;
    }

    /// Divides a job of ours, does all of it that can be had, and says how it stands then.
    List<Part> share(String job, Runnable tellOthers, Worker.Progress progress) {
        if (!store.divide(job, self.taker(), recipe.name(), recipe.parts())) {
            throw new CancellationException("another has the job " + job);
        }
        var open = store.of(job).stream().filter(part -> part.state() == Job.State.QUEUED);
        if (open.count() > 1) {
            tellOthers.run();
        }
        Look overall = (_, doing) -> goesOn(store.of(job), doing + ", ", progress);
        var _ = work(overall);
        var parts = store.of(job);
        if (!goesOn(parts, "", progress)) {
            throw new CancellationException("the job " + job + " is to be given up");
        }
        return parts;
    }

    /// Does what there is of others' jobs; returns how many parts that were. What had to be waited
    /// for is left to others for a while.
    int help() {
        if (!trouble.isEmpty() && now() - troubledAt < AGAIN_AFTER_NANOS) {
            throw Fault.retryable(trouble);
        }
        trouble = "";
        try {
            return work(ALONE);
        } catch (Fault fault) {
            if (fault.kind() == Fault.Kind.RETRYABLE) {
                trouble = fault.reason();
                troubledAt = now();
            }
            throw fault;
        }
    }

    /// What a part brought; made once more if it is not there any more, or damaged.
    ColumnFolder opened(Part part, Look look) {
        return rows.open(part).orElseGet(() -> again(part, look));
    }

    void stop() {
        enough = true;
    }

    /// Whether it has no part in hand.
    boolean idle() {
        return !holding;
    }

    /// Parts done since the start.
    long done() {
        return done.get();
    }

    /// Of all parts of a job.
    static double fraction(List<Part> parts) {
        return parts.stream().mapToDouble(Part::fraction).average().orElse(0);
    }

    /// In words.
    static String standing(List<Part> parts) {
        return parts.stream()
                .filter(part -> part.state() == Job.State.QUEUED && !part.result().isEmpty())
                .map(part -> "waits: " + part.result())
                .findFirst()
                .orElse(
                        "%d of %d parts done"
                                .formatted(
                                        parts.stream().filter(Part::done).count(), parts.size()));
    }

    private static boolean goesOn(List<Part> parts, String doing, Worker.Progress progress) {
        return progress.goOn(fraction(parts), doing + standing(parts));
    }

    private int work(Look overall) {
        if (holding) {
            leave();
        }
        int count = 0;
        var next = taken();
        while (next.isPresent() && made(next.get(), overall)) {
            count++;
            next = taken();
        }
        return count;
    }

    private Optional<Part> taken() {
        if (enough) {
            return Optional.empty();
        }
        holding = true;
        var next = store.take(recipe.name(), self.taker());
        holding = next.isPresent();
        return next;
    }

    /// False when it was given up.
    private boolean made(Part part, Look overall) {
        try {
            finish(part, Job.State.DONE, rows.make(part, looks(part, overall)));
            return true;
        } catch (CancellationException given) {
            leave();
            return false;
        } catch (IllegalArgumentException impossible) {
            finish(part, Job.State.FAILED, String.valueOf(impossible.getMessage()));
            return true;
        } catch (Fault fault) {
            return switch (fault.kind()) {
                case RETRYABLE -> {
                    finish(part, Job.State.QUEUED, fault.reason());
                    throw fault;
                }
                case MISUSE, VENUE -> {
                    finish(part, Job.State.FAILED, fault.reason());
                    yield true;
                }
                case CORRUPT -> throw fault;
            };
        }
    }

    private void finish(Part part, Job.State state, String result) {
        store.finish(part, self.taker(), state, result);
        holding = false;
        if (state == Job.State.DONE) {
            done.incrementAndGet();
        }
        LOG.atInfo()
                .setMessage("dataset.part")
                .addKeyValue("job", part.job())
                .addKeyValue("part", part.number())
                .addKeyValue("state", state)
                .addKeyValue("result", result)
                .log();
    }

    private ColumnFolder again(Part part, Look look) {
        if (!store.again(part, self.taker())) {
            throw new CancellationException("another makes part " + part.number() + " again");
        }
        holding = true;
        // what is damaged has the name that what is whole will have
        rows.remove(List.of(part.result()));
        var name = rows.make(part, looks(part, look));
        finish(part, Job.State.DONE, name);
        return rows.open(part.with(name))
                .orElseThrow(() -> Fault.retryable("cannot read what was made of " + part));
    }

    private void leave() {
        store.release(self.taker());
        holding = false;
    }

    private Look looks(Part part, Look overall) {
        return (fraction, doing) -> {
            if (now() - reportedAt < REPORT_EVERY_NANOS) {
                return !enough;
            }
            reportedAt = now();
            return store.report(part, self.taker(), fraction)
                    && overall.goOn(fraction, doing)
                    && !enough;
        };
    }

    private long now() {
        return self.nanos().getAsLong();
    }
}
