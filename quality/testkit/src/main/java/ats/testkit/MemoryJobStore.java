package ats.testkit;

import module java.base;

import ats.learning.store.Job;
import ats.learning.store.JobStore;

/// Jobs in memory, by a clock of which the test knows.
public final class MemoryJobStore implements JobStore {

    private static final Comparator<Job> BY_AGE =
            Comparator.comparingLong(Job::requestedAt).thenComparing(Job::id);

    private final LongSupplier nanos;
    private final Map<String, Job> jobs = new TreeMap<>();
    private final Map<String, Taker> takers = new TreeMap<>();

    /// @param nanos the store's own clock, by which takers are silent
    public MemoryJobStore(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public synchronized boolean file(Job job) {
        if (job.state() != Job.State.QUEUED) {
            throw new IllegalArgumentException("only a queued job is filed, not " + job);
        }
        return jobs.putIfAbsent(job.id(), job) == null;
    }

    @Override
    public synchronized Optional<Job> take(Job.Kind kind, String taker) {
        jobs.values().stream()
                .filter(job -> job.kind() == kind && job.progress().cancelAsked() && lost(job))
                .map(Job::id)
                .toList()
                .forEach(id -> cancel(id));
        var next =
                jobs.values().stream()
                        .filter(job -> job.kind() == kind)
                        .filter(job -> job.state() == Job.State.QUEUED || lost(job))
                        .min(BY_AGE);
        if (next.isEmpty()) {
            return next;
        }
        var id = next.get().id();
        takers.put(id, new Taker(taker, nanos.getAsLong()));
        return Optional.of(put(id, Job.State.RUNNING, 0, "starts"));
    }

    @Override
    public synchronized boolean report(String id, String taker, double fraction, String doing) {
        var progress = new Job.Progress(Job.State.RUNNING, fraction, doing, false);
        if (!works(taker, id)) {
            return false;
        }
        takers.put(id, new Taker(taker, nanos.getAsLong()));
        var job = put(id, Job.State.RUNNING, progress.fraction(), progress.doing());
        return !job.progress().cancelAsked();
    }

    @Override
    public synchronized void finish(String id, String taker, Job.State state, Job.Result result) {
        if (!state.over()) {
            throw new IllegalArgumentException(state + " is no end of a job");
        }
        if (works(taker, id)) {
            var progress = known(id).progress();
            double fraction = state == Job.State.DONE ? 1 : progress.fraction();
            var job = put(id, state, fraction, progress.doing());
            jobs.put(id, with(job, job.progress(), result));
        }
    }

    @Override
    public synchronized void release(String taker) {
        for (var id : List.copyOf(takers.keySet())) {
            if (works(taker, id)) {
                boolean asked = known(id).progress().cancelAsked();
                var job = put(id, asked ? Job.State.CANCELED : Job.State.QUEUED, 0, "waits");
                var reason = asked ? "canceled; its taker was gone" : "";
                jobs.put(id, with(job, job.progress(), new Job.Result("", reason)));
            }
        }
    }

    @Override
    public synchronized boolean cancel(String id) {
        var job = jobs.get(id);
        if (job == null || job.state().over()) {
            return false;
        }
        boolean waits = job.state() == Job.State.QUEUED;
        boolean ends = waits || lost(job);
        var was = job.progress();
        var progress =
                new Job.Progress(
                        ends ? Job.State.CANCELED : was.state(), was.fraction(), was.doing(), true);
        var reason = waits ? "canceled before it began" : "canceled; its taker was gone";
        jobs.put(id, with(job, progress, ends ? new Job.Result("", reason) : job.result()));
        return true;
    }

    @Override
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public synchronized List<Job> newest(int count) {
        return jobs.values().stream().sorted(BY_AGE.reversed()).limit(count).toList();
    }

    synchronized boolean works(String taker, String id) {
        var known = takers.get(id);
        return known != null
                && known.name().equals(taker)
                && known(id).state() == Job.State.RUNNING;
    }

    private boolean lost(Job job) {
        var taker = takers.get(job.id());
        return job.state() == Job.State.RUNNING
                && taker != null
                && nanos.getAsLong() - taker.heardAt() > SILENCE_MAX.toNanos();
    }

    private Job known(String id) {
        return Objects.requireNonNull(jobs.get(id), "a job that was filed");
    }

    private Job put(String id, Job.State state, double fraction, String doing) {
        var job = known(id);
        var progress = new Job.Progress(state, fraction, doing, job.progress().cancelAsked());
        var changed = with(job, progress, job.result());
        jobs.put(id, changed);
        return changed;
    }

    private static Job with(Job job, Job.Progress progress, Job.Result result) {
        return new Job(
                job.id(),
                job.kind(),
                job.request(),
                job.cause(),
                job.requestedAt(),
                job.visibleAt(),
                progress,
                result);
    }

    private record Taker(String name, long heardAt) {}
}
