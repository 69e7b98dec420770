package ats.testkit;

import module java.base;

import ats.learning.store.Job;
import ats.learning.store.JobStore;
import ats.learning.store.Part;
import ats.learning.store.PartStore;

/// Parts of jobs in memory, by a clock of which the test knows.
public final class MemoryPartStore implements PartStore {

    private final MemoryJobStore jobs;
    private final LongSupplier nanos;
    private final List<Row> rows = new ArrayList<>();

    private static final class Row {
        final Part first;
        final String recipe;
        Job.State state = Job.State.QUEUED;
        double fraction;
        String result = "";
        String taker = "";
        long heardAt;

        Row(Part first, String recipe) {
            this.first = first;
            this.recipe = recipe;
        }

        Part part() {
            return new Part(first.job(), first.request(), first.number(), state, fraction, result);
        }

        boolean held(String by) {
            return state == Job.State.RUNNING && taker.equals(by);
        }

        void give(String to, long now) {
            state = Job.State.RUNNING;
            taker = to;
            heardAt = now;
            fraction = 0;
            result = "";
        }
    }

    /// @param nanos the store's own clock, by which takers are silent
    public MemoryPartStore(MemoryJobStore jobs, LongSupplier nanos) {
        this.jobs = jobs;
        this.nanos = nanos;
    }

    @Override
    public synchronized boolean divide(String job, String taker, String recipe, int count) {
        if (!jobs.works(taker, job)) {
            return false;
        }
        rows.removeIf(row -> row.first.job().equals(job) && !row.recipe.equals(recipe));
        var request = jobs.find(job).orElseThrow().request();
        if (of(job).isEmpty()) {
            for (int number = 0; number < count; number++) {
                var part = new Part(job, request, number, Job.State.QUEUED, 0, "");
                rows.add(new Row(part, recipe));
            }
        }
        return true;
    }

    @Override
    public synchronized Optional<Part> take(String recipe, String taker) {
        var next =
                rows.stream()
                        .filter(row -> row.recipe.equals(recipe) && wanted(row))
                        .filter(row -> row.state == Job.State.QUEUED || lost(row))
                        .min(
                                Comparator.<Row>comparingLong(row -> job(row).requestedAt())
                                        .thenComparing(row -> row.first.job())
                                        .thenComparingInt(row -> row.first.number()));
        next.ifPresent(row -> row.give(taker, nanos.getAsLong()));
        return next.map(Row::part);
    }

    @Override
    public synchronized boolean report(Part part, String taker, double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("a part cannot be done to " + fraction);
        }
        var held = row(part).filter(row -> row.held(taker) && wanted(row));
        held.ifPresent(
                row -> {
                    row.heardAt = nanos.getAsLong();
                    row.fraction = fraction;
                });
        return held.isPresent();
    }

    @Override
    public synchronized void finish(Part part, String taker, Job.State state, String result) {
        row(part)
                .filter(row -> row.held(taker))
                .ifPresent(
                        row -> {
                            row.state = state;
                            row.result = result;
                            row.fraction = state == Job.State.DONE ? 1 : 0;
                        });
    }

    @Override
    public synchronized void release(String taker) {
        rows.stream()
                .filter(row -> row.held(taker))
                .forEach(
                        row -> {
                            row.state = Job.State.QUEUED;
                            row.fraction = 0;
                        });
    }

    @Override
    public synchronized boolean again(Part part, String taker) {
        var seen = row(part).filter(row -> part.done() && row.part().equals(part));
        seen.ifPresent(row -> row.give(taker, nanos.getAsLong()));
        return seen.isPresent();
    }

    @Override
    public synchronized List<Part> of(String job) {
        return rows.stream().map(Row::part).filter(part -> part.job().equals(job)).toList();
    }

    @Override
    public synchronized boolean forget() {
        rows.removeIf(row -> job(row).state().over());
        return rows.isEmpty();
    }

    private Job job(Row row) {
        return jobs.find(row.first.job()).orElseThrow();
    }

    private boolean wanted(Row row) {
        var job = job(row);
        return !job.state().over() && !job.progress().cancelAsked();
    }

    private boolean lost(Row row) {
        return row.state == Job.State.RUNNING
                && nanos.getAsLong() - row.heardAt > JobStore.SILENCE_MAX.toNanos();
    }

    private Optional<Row> row(Part part) {
        return rows.stream()
                .filter(row -> row.first.job().equals(part.job()))
                .filter(row -> row.first.number() == part.number())
                .findFirst();
    }
}
