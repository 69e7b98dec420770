package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.learning.store.Job;
import ats.learning.store.Job.Kind;
import ats.learning.store.Job.Progress;
import ats.learning.store.Job.Result;
import ats.learning.store.Job.State;
import ats.learning.store.JobStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every queue of jobs promises; each implementation has a test that extends this one.
@SuppressWarnings("NullAway.Init") // JUnit makes the store before each test
public abstract class JobStoreContract {

    private static final long SECOND = 1_000_000_000L;
    private static final Result DONE = new Result("var/datasets/1", "");
    private static final Duration MOST_OF_THE_SILENCE = JobStore.SILENCE_MAX.minusSeconds(10);

    private JobStore store;

    /// A store without jobs.
    protected abstract JobStore store();

    /// Lets time go by on the store's own clock.
    protected abstract void pass(Duration time);

    @BeforeEach
    final void openTheStore() {
        store = store();
    }

    @Test
    public void givesTheOldestJobOfAKindFirst() {
        var late = file(Kind.TRAINING, 30);
        var early = file(Kind.TRAINING, 10);
        var other = file(Kind.DATASET, 5);
        assertThat(store.take(Kind.TRAINING, "one")).contains(running(early, 0, "starts", false));
        assertThat(store.take(Kind.TRAINING, "two").map(Job::id)).contains(late.id());
        assertThat(store.take(Kind.TRAINING, "three")).isEmpty();
        assertThat(store.take(Kind.DATASET, "one").map(Job::id)).contains(other.id());
        assertThat(store.newest(2)).extracting(Job::id).containsExactly(late.id(), early.id());
        assertThat(store.newest(9)).hasSize(3);
    }

    @Test
    public void filesAJobOnce() {
        var job = file(Kind.TRAINING, 10);
        store.take(Kind.TRAINING, "one");
        var again = Job.of(Kind.TRAINING, "another request", "why not", 10 * SECOND, 11 * SECOND);
        assertThat(store.file(again)).isFalse();
        assertThat(store.find(job.id())).contains(running(job, 0, "starts", false));
        assertThat(store.find("training-99")).isEmpty();
    }

    @Test
    public void refusesWhatIsNoQueuedJobAndNoEnd() {
        var job = file(Kind.TRAINING, 10);
        store.take(Kind.TRAINING, "one");
        var running = running(job, 0, "starts", false);
        assertThatThrownBy(() -> store.file(running)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.finish(job.id(), "one", State.RUNNING, DONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.report(job.id(), "one", Double.NaN, "divides"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.find(job.id())).contains(running);
    }

    @Test
    public void keepsHowFarAJobIsAndWhatCameOfIt() {
        var job = file(Kind.TRAINING, 10);
        store.take(Kind.TRAINING, "one");
        assertThat(store.report(job.id(), "one", 0.3, "fold 3 of 10")).isTrue();
        assertThat(store.find(job.id())).contains(running(job, 0.3, "fold 3 of 10", false));
        store.finish(job.id(), "one", State.FAILED, new Result("", "no rows"));
        var failed = new Progress(State.FAILED, 0.3, "fold 3 of 10", false);
        assertThat(store.find(job.id())).contains(with(job, failed, new Result("", "no rows")));

        var other = file(Kind.TRAINING, 20);
        store.take(Kind.TRAINING, "one");
        store.finish(other.id(), "one", State.DONE, DONE);
        assertThat(store.find(other.id()))
                .contains(with(other, new Progress(State.DONE, 1, "starts", false), DONE));
        assertThat(store.take(Kind.TRAINING, "two")).isEmpty();
    }

    @Test
    public void givesTheJobOfASilentTakerToTheNext() {
        var job = file(Kind.TRAINING, 10);
        store.take(Kind.TRAINING, "one");
        store.report(job.id(), "one", 0.5, "half");
        pass(JobStore.SILENCE_MAX.plusSeconds(1));
        assertThat(store.take(Kind.TRAINING, "two")).contains(running(job, 0, "starts", false));
        assertThat(store.take(Kind.TRAINING, "three")).isEmpty();

        assertThat(store.report(job.id(), "one", 0.9, "nearly")).isFalse();
        store.finish(job.id(), "one", State.FAILED, new Result("", "late"));
        assertThat(store.find(job.id())).contains(running(job, 0, "starts", false));
        store.finish(job.id(), "two", State.DONE, DONE);
        assertThat(store.find(job.id()).orElseThrow().result()).isEqualTo(DONE);
    }

    @Test
    public void leavesTheJobToATakerThatReports() {
        var job = file(Kind.TRAINING, 10);
        store.take(Kind.TRAINING, "one");
        for (int report = 0; report < 4; report++) {
            pass(MOST_OF_THE_SILENCE);
            assertThat(store.take(Kind.TRAINING, "two")).isEmpty();
            assertThat(store.report(job.id(), "one", 0.1, "goes on")).isTrue();
        }
    }

    @Test
    public void leavesTheJobToASlowTakerWhileNobodyElseWantsIt() {
        var job = file(Kind.TRAINING, 10);
        store.take(Kind.TRAINING, "one");
        pass(JobStore.SILENCE_MAX.multipliedBy(3));
        assertThat(store.report(job.id(), "one", 0.1, "was slow")).isTrue();
        assertThat(store.take(Kind.TRAINING, "two")).isEmpty();
    }

    @Test
    public void givesTheJobsOfATakerThatIsGoneToTheNextAtOnce() {
        var job = file(Kind.TRAINING, 10);
        var unwanted = file(Kind.TRAINING, 20);
        var others = file(Kind.TRAINING, 30);
        store.take(Kind.TRAINING, "one");
        store.take(Kind.TRAINING, "one");
        store.take(Kind.TRAINING, "another");
        store.report(job.id(), "one", 0.5, "half");
        store.cancel(unwanted.id());

        store.release("one");
        assertThat(store.find(job.id())).contains(job);
        assertThat(store.find(unwanted.id()).orElseThrow().state()).isEqualTo(State.CANCELED);
        assertThat(store.find(others.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(store.report(job.id(), "one", 0.9, "nearly")).isFalse();
        assertThat(store.take(Kind.TRAINING, "two")).contains(running(job, 0, "starts", false));
        store.release("one");
        assertThat(store.report(job.id(), "two", 0.1, "goes on")).isTrue();
    }

    @Test
    public void cancelsAQueuedJobAtOnce() {
        var job = file(Kind.TRAINING, 10);
        assertThat(store.cancel(job.id())).isTrue();
        assertThat(store.find(job.id()).orElseThrow().state()).isEqualTo(State.CANCELED);
        assertThat(store.find(job.id()).orElseThrow().result().reason()).isNotBlank();
        assertThat(store.take(Kind.TRAINING, "one")).isEmpty();
        assertThat(store.cancel(job.id())).isFalse();
        assertThat(store.cancel("training-99")).isFalse();
    }

    @Test
    public void asksTheTakerOfARunningJobToGiveItUp() {
        var job = file(Kind.TRAINING, 10);
        store.take(Kind.TRAINING, "one");
        assertThat(store.cancel(job.id())).isTrue();
        assertThat(store.find(job.id())).contains(running(job, 0, "starts", true));
        assertThat(store.report(job.id(), "one", 0.5, "half")).isFalse();
        assertThat(store.find(job.id())).contains(running(job, 0.5, "half", true));
        store.finish(job.id(), "one", State.CANCELED, new Result("", "as asked"));
        assertThat(store.find(job.id()).orElseThrow().state()).isEqualTo(State.CANCELED);
        assertThat(store.cancel(job.id())).isFalse();
    }

    @Test
    public void endsACanceledJobWhoseTakerIsGone() {
        var asked = file(Kind.TRAINING, 10);
        var silent = file(Kind.TRAINING, 20);
        store.take(Kind.TRAINING, "one");
        store.take(Kind.TRAINING, "two");
        store.cancel(asked.id());
        pass(JobStore.SILENCE_MAX.plusSeconds(1));
        assertThat(store.cancel(silent.id())).isTrue();
        assertThat(store.find(silent.id()).orElseThrow().state()).isEqualTo(State.CANCELED);
        assertThat(store.take(Kind.TRAINING, "three")).isEmpty();
        assertThat(store.find(asked.id()).orElseThrow().state()).isEqualTo(State.CANCELED);
        assertThat(store.report(asked.id(), "one", 0.5, "half")).isFalse();
    }

    @Test
    public void givesEachOfManyJobsToOneOfManyTakers() throws Exception {
        for (int second = 0; second < 60; second++) {
            file(Kind.TRAINING, second);
        }
        var taken = new ConcurrentLinkedQueue<String>();
        try (var takers = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = new ArrayList<Future<?>>();
            for (int taker = 0; taker < 6; taker++) {
                var name = "taker-" + taker;
                works.add(takers.submit(() -> work(name, taken)));
            }
            for (var work : works) {
                work.get();
            }
        }
        assertThat(taken).hasSize(60).doesNotHaveDuplicates();
        assertThat(store.newest(60)).extracting(Job::state).containsOnly(State.DONE);
    }

    private void work(String taker, Queue<String> taken) {
        var job = store.take(Kind.TRAINING, taker);
        while (job.isPresent()) {
            var id = job.get().id();
            taken.add(id);
            store.finish(id, taker, State.DONE, DONE);
            job = store.take(Kind.TRAINING, taker);
        }
    }

    private Job file(Kind kind, long second) {
        var job =
                Job.of(
                        kind,
                        "{\"since\": " + second + "}",
                        "drift of 'rsi'",
                        second * SECOND,
                        (second + 60) * SECOND);
        assertThat(store.file(job)).isTrue();
        assertThat(store.find(job.id())).contains(job);
        return job;
    }

    private static Job running(Job job, double fraction, String doing, boolean cancelAsked) {
        var progress = new Progress(State.RUNNING, fraction, doing, cancelAsked);
        return with(job, progress, job.result());
    }

    private static Job with(Job job, Progress progress, Result result) {
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
}
