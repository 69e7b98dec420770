package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.learning.store.Job;
import ats.learning.store.Job.Kind;
import ats.learning.store.Job.State;
import ats.learning.store.JobStore;
import ats.testkit.JobStoreContract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class JobStoreTest extends JobStoreContract {

    private static final long SECOND = 1_000_000_000L;

    private final Database database;

    JobStoreTest(Database database) {
        this.database = database;
    }

    @Override
    protected JobStore store() {
        return new PostgresJobStore(Tables.emptied(database));
    }

    /// To the table it is the same whether the clock moves on or what was heard moves back.
    @Override
    protected void pass(Duration time) {
        Tables.execute(
                database,
                "UPDATE jobs SET heard_at = heard_at - interval '%d milliseconds'"
                        .formatted(time.toMillis()));
    }

    @Test
    void takersWaitForNoOtherTaker() throws Exception {
        var store = new PostgresJobStore(database);
        for (int second = 1; second <= 2; second++) {
            store.file(Job.of(Kind.DATASET, "", "", second * SECOND, second * SECOND));
        }
        var locked = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other =
                    threads.submit(
                            () ->
                                    database.transaction(
                                            "lock the first job",
                                            connection -> {
                                                try (var statement = connection.createStatement()) {
                                                    statement.execute(
                                                            "SELECT FROM jobs WHERE requested_at ="
                                                                    + " 1000000000 FOR UPDATE");
                                                }
                                                locked.countDown();
                                                return await(leave);
                                            }));
            locked.await();
            assertThat(store.take(Kind.DATASET, "two").map(Job::id)).contains("dataset-2");
            assertThat(store.take(Kind.DATASET, "three")).isEmpty();
            leave.countDown();
            other.get();
        }
        assertThat(store.take(Kind.DATASET, "three").map(Job::id)).contains("dataset-1");
    }

    @Test
    void losesNoJobAndDoesNoneTwiceWhenTakersDie() throws Exception {
        var seed = 7L;
        var random = new SplittableRandom(seed);
        var store = new PostgresJobStore(database);
        for (int second = 0; second < 40; second++) {
            store.file(Job.of(Kind.TRAINING, "", "", second * SECOND, second * SECOND));
        }
        var finished = new ConcurrentLinkedQueue<String>();
        for (int round = 0; finished.size() < 40 && round < 60; round++) {
            var name = "round-" + round + "-taker-";
            var lives = new ArrayList<Future<?>>();
            try (var takers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int taker = 0; taker < 4; taker++) {
                    var own = name + taker;
                    int jobs = random.nextInt(4);
                    lives.add(takers.submit(() -> workUntilDeath(store, own, jobs, finished)));
                }
            }
            for (var life : lives) {
                life.get();
            }
            // whoever is dead by now stays silent
            pass(JobStore.SILENCE_MAX.plusSeconds(1));
        }
        assertThat(finished).as("jobs finished, seed " + seed).hasSize(40);
        assertThat(finished).doesNotHaveDuplicates();
        assertThat(store.newest(50)).extracting(Job::state).hasSize(40).containsOnly(State.DONE);
    }

    /// Finishes so many jobs, then dies with the next one in its hands.
    private static void workUntilDeath(
            JobStore store, String taker, int jobs, Queue<String> finished) {
        var job = store.take(Kind.TRAINING, taker);
        for (int done = 0; done < jobs && job.isPresent(); done++) {
            var id = job.get().id();
            store.finish(id, taker, State.DONE, new Job.Result(taker, ""));
            finished.add(id);
            job = store.take(Kind.TRAINING, taker);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new AssertionError("interrupted", stopped);
        }
    }
}
