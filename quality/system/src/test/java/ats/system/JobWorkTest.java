package ats.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.learning.job.Worker;
import ats.learning.job.Worker.Left;
import ats.learning.job.Worker.Outcome;
import ats.learning.store.Job;
import ats.learning.store.Job.Kind;
import ats.learning.store.Job.State;
import ats.learning.store.JobStore;
import ats.testkit.MemoryJobStore;

import org.junit.jupiter.api.Test;

/// How jobs are taken, told of, waited for, given up and put back, whatever they are.
final class JobWorkTest {

    private static final long SECOND = 1_000_000_000L;

    private long now;
    private final MemoryJobStore store = new MemoryJobStore(() -> now);
    private final List<String> made = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private BiFunction<Job, Worker.Progress, Outcome> craft =
            (job, _) -> new Outcome.Done("of " + job.id());
    private final Worker worker = worker("one");

    @Test
    void worksOffAllThatWaitsOldestFirst() {
        file(Kind.TRAINING, 2);
        file(Kind.TRAINING, 1);
        file(Kind.DATASET, 0);

        assertThat(worker.work()).isEqualTo(new Left.Nothing());

        assertThat(ended)
                .containsExactly("training-1 DONE of training-1", "training-2 DONE of training-2");
        assertThat(found("training-2").result().output()).isEqualTo("of training-2");
        assertThat(found("dataset-0").state()).isEqualTo(State.QUEUED);
        assertThat(worker.done()).isEqualTo(2);
    }

    @Test
    void namesWhatCanNeverBeDoneAndGoesOnWithTheNext() {
        file(Kind.TRAINING, 1);
        file(Kind.TRAINING, 2);
        file(Kind.TRAINING, 3);
        craft =
                (job, _) ->
                        switch (job.id()) {
                            case "training-1" -> throw new IllegalArgumentException("no rows");
                            case "training-2" -> new Outcome.Failed("the dataset is damaged");
                            default -> new Outcome.Done("it");
                        };

        worker.work();

        assertThat(ended)
                .containsExactly(
                        "training-1 FAILED no rows",
                        "training-2 FAILED the dataset is damaged",
                        "training-3 DONE it");
        assertThat(worker.failed()).isEqualTo(2);
    }

    @Test
    void keepsAJobThatHasToWaitSaysWhyAndTriesAgainInAWhile() {
        file(Kind.TRAINING, 1);
        craft =
                (_, _) ->
                        made.size() < 3
                                ? new Outcome.Waiting("no space left")
                                : new Outcome.Done("it");

        for (int look = 0; look < 100 && worker.work() instanceof Left.Waiting(var why); look++) {
            assertThat(why).isEqualTo("no space left");
            assertThat(found("training-1").progress().doing()).isEqualTo("waits: no space left");
            assertThat(worker.doing()).contains("waits: no space left");
            assertThat(worker("another").work()).isEqualTo(new Left.Others());
            now += SECOND;
        }

        assertThat(ended).containsExactly("training-1 DONE it");
        assertThat(made).hasSize(3);
        assertThat(now).as("time waited").isEqualTo(20 * SECOND);
    }

    @Test
    void aJobThatWaitsCanBeCanceled() {
        file(Kind.TRAINING, 1);
        craft = (_, _) -> new Outcome.Waiting("no space left");
        worker.work();
        store.cancel("training-1");

        assertThat(worker.work()).isEqualTo(new Left.Nothing());

        assertThat(ended).containsExactly("training-1 CANCELED canceled");
        assertThat(worker.idle()).isTrue();
    }

    @Test
    void givesUpWhatIsCanceledInItsMiddle() {
        file(Kind.TRAINING, 1);
        craft =
                (job, progress) -> {
                    assertThat(goOn(progress)).isTrue();
                    store.cancel(job.id());
                    assertThat(goOn(progress)).isFalse();
                    throw new CancellationException("as it said");
                };

        worker.work();

        assertThat(ended).containsExactly("training-1 CANCELED canceled");
    }

    @Test
    void leavesAJobThatSomebodyElseHasByNowToThem() {
        file(Kind.TRAINING, 1);
        craft =
                (_, progress) -> {
                    now += JobStore.SILENCE_MAX.toNanos() + 1;
                    store.take(Kind.TRAINING, "another");
                    assertThat(goOn(progress)).isFalse();
                    throw new CancellationException("as it said");
                };

        assertThat(worker.work()).isEqualTo(new Left.Others());

        assertThat(ended).isEmpty();
        assertThat(found("training-1").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void putsBackWhatItHasInHandWhenItStops() {
        file(Kind.TRAINING, 1);
        file(Kind.TRAINING, 2);
        craft =
                (_, progress) -> {
                    worker.stop();
                    assertThat(goOn(progress)).isFalse();
                    throw new CancellationException("as it said");
                };

        worker.work();

        assertThat(ended).isEmpty();
        assertThat(found("training-1").state()).isEqualTo(State.QUEUED);
        craft = (_, _) -> new Outcome.Done("it");
        assertThat(worker("next").work()).isEqualTo(new Left.Nothing());
        assertThat(ended).containsExactly("training-1 DONE it", "training-2 DONE it");
    }

    @Test
    void aFailureOfTheStoreKeepsTheJobInHand() {
        file(Kind.TRAINING, 1);
        craft =
                (_, _) -> {
                    if (made.size() == 1) {
                        throw new IllegalStateException("the database is away");
                    }
                    return new Outcome.Done("it");
                };

        assertThatThrownBy(worker::work).hasMessage("the database is away");
        assertThat(worker.idle()).isFalse();
        worker.work();

        assertThat(ended).containsExactly("training-1 DONE it");
    }

    @Test
    void takesWhatADeadTakerHadAfterItsSilence() {
        file(Kind.TRAINING, 1);
        store.take(Kind.TRAINING, "dead");

        assertThat(worker.work()).isEqualTo(new Left.Others());
        now += JobStore.SILENCE_MAX.toNanos() + 1;
        assertThat(worker.work()).isEqualTo(new Left.Nothing());

        assertThat(ended).containsExactly("training-1 DONE of training-1");
    }

    private boolean goOn(Worker.Progress progress) {
        now += SECOND;
        return progress.goOn(0.5, "half");
    }

    private Worker worker(String name) {
        return new Worker(
                store,
                new Worker.Self(Kind.TRAINING, name, () -> now),
                new Worker.Craft() {
                    @Override
                    public Outcome make(Job job, Worker.Progress progress) {
                        made.add(job.id());
                        return craft.apply(job, progress);
                    }

                    @Override
                    public void ended(Job job, State state, Job.Result result) {
                        ended.add(job.id() + " " + state + " " + result.output() + result.reason());
                    }
                });
    }

    private void file(Kind kind, long second) {
        store.file(Job.of(kind, "", "a test", second * SECOND, second * SECOND));
    }

    private Job found(String id) {
        return store.find(id).orElseThrow();
    }
}
