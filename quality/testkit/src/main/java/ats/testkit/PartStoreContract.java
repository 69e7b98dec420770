package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.learning.store.Job;
import ats.learning.store.Job.Kind;
import ats.learning.store.Job.State;
import ats.learning.store.JobStore;
import ats.learning.store.Part;
import ats.learning.store.PartStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of parts promises; each implementation has a test that extends this one.
@SuppressWarnings("NullAway.Init") // JUnit makes the stores before each test
public abstract class PartStoreContract {

    private static final long SECOND = 1_000_000_000L;
    private static final String RECIPE = "recipe";

    private JobStore jobs;
    private PartStore parts;

    /// Stores without jobs and parts; those of a moment belong together.
    protected abstract Stores stores();

    /// Lets time go by on the stores' own clock.
    protected abstract void pass(Duration time);

    /// Jobs, and their parts.
    public record Stores(JobStore jobs, PartStore parts) {}

    @BeforeEach
    final void openTheStores() {
        var stores = stores();
        jobs = stores.jobs();
        parts = stores.parts();
    }

    @Test
    public void handsOutEachPartOnceOldestJobFirst() {
        var late = divided(20, 2);
        var early = divided(10, 2);
        assertThat(parts.take(RECIPE, "one"))
                .contains(new Part(early, "request of 10", 0, State.RUNNING, 0, ""));
        assertThat(taken("two")).isEqualTo(early + " 1");
        assertThat(taken("one")).isEqualTo(late + " 0");
        assertThat(taken("two")).isEqualTo(late + " 1");
        assertThat(taken("three")).isEqualTo("nothing");
        assertThat(parts.take("another recipe", "three")).isEmpty();
    }

    @Test
    public void dividesOnlyTheJobOfItsTaker() {
        var job = file(10);
        assertThat(parts.divide(job, "holder", RECIPE, 2)).isFalse();
        jobs.take(Kind.DATASET, "holder");
        assertThat(parts.divide(job, "stranger", RECIPE, 2)).isFalse();
        assertThat(parts.of(job)).isEmpty();
        assertThat(parts.divide(job, "holder", RECIPE, 2)).isTrue();
        assertThat(parts.of(job)).extracting(Part::number).containsExactly(0, 1);
    }

    @Test
    public void keepsPartsOfTheSameRecipeAndForgetsOthers() {
        var job = divided(10, 3);
        parts.finish(take("one"), "one", State.DONE, "rows");
        parts.divide(job, "holder", RECIPE, 3);
        assertThat(parts.of(job)).extracting(Part::result).containsExactly("rows", "", "");
        parts.divide(job, "holder", "another", 2);
        assertThat(parts.of(job)).extracting(Part::result).containsExactly("", "");
        assertThat(parts.take(RECIPE, "one")).isEmpty();
        assertThat(parts.take("another", "one").map(Part::number)).contains(0);
    }

    @Test
    public void keepsHowFarAPartIsAndWhatCameOfIt() {
        var job = divided(10, 3);
        var first = take("one");
        var second = take("two");
        assertThat(parts.report(first, "one", 0.5)).isTrue();
        assertThat(parts.report(second, "one", 0.5)).isFalse();
        assertThatThrownBy(() -> parts.report(first, "one", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        parts.finish(second, "one", State.DONE, "not mine");
        parts.finish(second, "two", State.FAILED, "no rows");
        assertThat(parts.of(job))
                .containsExactly(
                        new Part(job, "request of 10", 0, State.RUNNING, 0.5, ""),
                        new Part(job, "request of 10", 1, State.FAILED, 0, "no rows"),
                        new Part(job, "request of 10", 2, State.QUEUED, 0, ""));
        parts.finish(first, "one", State.QUEUED, "no space left");
        assertThat(parts.of(job).getFirst())
                .isEqualTo(new Part(job, "request of 10", 0, State.QUEUED, 0, "no space left"));
        assertThat(take("three").result()).isEmpty();
        parts.finish(first, "three", State.DONE, "rows");
        assertThat(parts.of(job).getFirst())
                .isEqualTo(new Part(job, "request of 10", 0, State.DONE, 1, "rows"));
    }

    @Test
    public void givesThePartOfASilentTakerToTheNext() {
        divided(10, 2);
        var first = take("one");
        var second = take("two");
        pass(JobStore.SILENCE_MAX.minusSeconds(5));
        assertThat(parts.report(second, "two", 0.5)).isTrue();
        pass(Duration.ofSeconds(6));
        assertThat(take("three")).isEqualTo(first);
        assertThat(taken("three")).isEqualTo("nothing");
        assertThat(parts.report(first, "one", 0.9)).isFalse();
        parts.finish(first, "one", State.DONE, "late");
        assertThat(parts.of(first.job()).getFirst().state()).isEqualTo(State.RUNNING);
    }

    @Test
    public void givesThePartsOfATakerThatIsGoneToTheNextAtOnce() {
        divided(10, 3);
        parts.finish(take("one"), "one", State.DONE, "rows");
        var left = take("one");
        var kept = take("two");
        parts.release("one");
        assertThat(take("three")).isEqualTo(left);
        assertThat(taken("three")).isEqualTo("nothing");
        assertThat(parts.report(kept, "two", 0.5)).isTrue();
    }

    @Test
    public void partsOutliveWhoeverHadTheJobButNotItsEnd() {
        var job = divided(10, 3);
        var held = take("one");
        jobs.release("holder");
        assertThat(taken("two")).isEqualTo(job + " 1");
        jobs.take(Kind.DATASET, "another");
        assertThat(parts.report(held, "one", 0.5)).isTrue();
        assertThat(parts.forget()).isFalse();

        jobs.cancel(job);
        assertThat(parts.report(held, "one", 0.6)).isFalse();
        assertThat(taken("two")).isEqualTo("nothing");
        assertThat(parts.forget()).isFalse();
        jobs.finish(job, "another", State.CANCELED, new Job.Result("", "canceled"));
        assertThat(parts.of(job)).hasSize(3);
        assertThat(parts.forget()).isTrue();
        assertThat(parts.of(job)).isEmpty();
    }

    @Test
    public void aResultThatIsWorthNothingIsMadeOnceMore() {
        divided(10, 1);
        var running = take("one");
        assertThat(parts.again(running, "holder")).isFalse();
        parts.finish(running, "one", State.DONE, "rows");
        var done = parts.of(running.job()).getFirst();
        assertThat(parts.again(done, "holder")).isTrue();
        assertThat(parts.again(done, "stranger")).isFalse();
        assertThat(parts.report(done, "holder", 0.1)).isTrue();
        parts.finish(done, "holder", State.DONE, "better");
        assertThat(parts.of(done.job())).extracting(Part::result).containsExactly("better");
    }

    @Test
    public void givesEachOfManyPartsToOneOfManyTakers() throws Exception {
        divided(10, 30);
        divided(20, 30);
        var given = new ConcurrentLinkedQueue<String>();
        try (var takers = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = new ArrayList<Future<?>>();
            for (int taker = 0; taker < 6; taker++) {
                var name = "taker-" + taker;
                works.add(takers.submit(() -> work(name, given)));
            }
            for (var work : works) {
                work.get();
            }
        }
        assertThat(given).hasSize(60).doesNotHaveDuplicates();
    }

    private void work(String taker, Queue<String> given) {
        for (var part = parts.take(RECIPE, taker);
                part.isPresent();
                part = parts.take(RECIPE, taker)) {
            given.add(part.get().job() + " " + part.get().number());
            parts.finish(part.get(), taker, State.DONE, "rows");
        }
    }

    private Part take(String taker) {
        return parts.take(RECIPE, taker).orElseThrow();
    }

    private String taken(String taker) {
        return parts.take(RECIPE, taker)
                .map(part -> part.job() + " " + part.number())
                .orElse("nothing");
    }

    /// A job that `holder` has and divided.
    private String divided(long second, int count) {
        var job = file(second);
        jobs.take(Kind.DATASET, "holder");
        assertThat(parts.divide(job, "holder", RECIPE, count)).isTrue();
        return job;
    }

    private String file(long second) {
        long at = second * SECOND;
        var job = Job.of(Kind.DATASET, "request of " + second, "a test", at, at);
        assertThat(jobs.file(job)).isTrue();
        return job.id();
    }
}
