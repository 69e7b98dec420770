package ats.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class VirtualClockTest {
    private static final long START = 1_000_000_000_000L;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final AtomicLong process = new AtomicLong();
    private final VirtualClock clock = new VirtualClock(START, process::get);
    private final List<String> ran = new ArrayList<>();

    @Test
    void standsStillUntilItIsMoved() {
        process.addAndGet(MINUTE);
        assertThat(clock.now()).isEqualTo(START);

        clock.moveTo(START + MINUTE);
        process.addAndGet(MINUTE);
        assertThat(clock.now()).isEqualTo(START + MINUTE);
    }

    @Test
    void neverRunsBackwards() {
        clock.moveTo(START - MINUTE);

        assertThat(clock.now()).isEqualTo(START);
    }

    @Test
    void timersComeByTimeThenByRegistration() {
        schedule(30, "late");
        schedule(10, "first of ten");
        schedule(10, "second of ten");
        schedule(-5, "past");

        assertThat(clock.nextTimer()).hasValue(START - 5);
        runUpTo(START + 10);
        assertThat(ran).containsExactly("past", "first of ten", "second of ten");
        assertThat(clock.nextTimer()).hasValue(START + 30);
        runUpTo(START + 30);
        assertThat(clock.nextTimer()).isEmpty();
        assertThat(ran).endsWith("late");
    }

    @Test
    void aCanceledTimerDoesNotRun() {
        var first = clock.at(START + 10, "first", () -> ran.add("first"));
        schedule(10, "second");
        first.cancel();
        first.cancel();

        runUpTo(START + 10);
        assertThat(ran).containsExactly("second");
        first.cancel();
    }

    @Test
    void flowsWithProcessTimeAndNotPastItsLimit() throws Exception {
        try (var flow = flowing(START + MINUTE, 60)) {
            process.addAndGet(Duration.ofMillis(500).toNanos());
            assertThat(clock.now()).isEqualTo(START + Duration.ofSeconds(30).toNanos());

            process.addAndGet(MINUTE);
            assertThat(clock.now()).isEqualTo(START + MINUTE);
            assertThat(flow.outcome()).isTrue();
        }
    }

    @Test
    void aTimerEndsTheFlowEarlier() throws Exception {
        try (var flow = flowing(START + MINUTE, 60)) {
            schedule(Duration.ofSeconds(6).toNanos(), "soon");
            process.addAndGet(MINUTE);

            assertThat(flow.outcome()).isTrue();
            assertThat(clock.now()).isEqualTo(START + Duration.ofSeconds(6).toNanos());
        }
    }

    @Test
    void aPauseHoldsTimeAndAResumeLetsItGoOnFromThere() throws Exception {
        try (var flow = flowing(START + MINUTE, 60)) {
            process.addAndGet(Duration.ofMillis(500).toNanos());
            clock.pause();
            process.addAndGet(Duration.ofDays(1).toNanos());
            assertThat(clock.now()).isEqualTo(START + Duration.ofSeconds(30).toNanos());

            clock.resume();
            assertThat(clock.now()).isEqualTo(START + Duration.ofSeconds(30).toNanos());
            process.addAndGet(Duration.ofMillis(500).toNanos());
            assertThat(clock.now()).isEqualTo(START + MINUTE);
            assertThat(flow.outcome()).isTrue();
        }
    }

    @Test
    void aPausedClockKeepsTheDriverWaiting() throws Exception {
        clock.pause();
        try (var waiting = new Flow(clock::ready)) {
            waiting.awaitParked();
            clock.resume();
            assertThat(waiting.outcome()).isTrue();
        }
    }

    @Test
    void aStopWakesWhoeverWaits() throws Exception {
        try (var flow = flowing(Long.MAX_VALUE / 4, 1)) {
            clock.stop();
            assertThat(flow.outcome()).isFalse();
        }
        clock.pause();
        assertThat(clock.ready()).isFalse();
    }

    @Test
    void announcesWhatComesNext() {
        assertThat(clock.nextEvent()).isEmpty();
        clock.announce(new Upcoming("open", 7));
        assertThat(clock.nextEvent()).contains(new Upcoming("open", 7));
    }

    private void schedule(long after, String name) {
        var _ = clock.at(START + after, name, () -> ran.add(name));
    }

    private void runUpTo(long at) {
        for (var due = clock.take(at); due.isPresent(); due = clock.take(at)) {
            due.get().task().run();
        }
    }

    private Flow flowing(long until, double factor) throws InterruptedException {
        var flow = new Flow(() -> clock.flowTo(until, factor));
        flow.awaitParked();
        return flow;
    }

    /// The driver's place: a thread that waits within the clock.
    private static final class Flow implements AutoCloseable {
        private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        private final Thread thread;

        Flow(BooleanSupplier task) {
            thread = Thread.ofPlatform().start(() -> outcome.complete(task.getAsBoolean()));
        }

        void awaitParked() throws InterruptedException {
            while (thread.getState() != Thread.State.TIMED_WAITING
                    && thread.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }

        boolean outcome() throws Exception {
            return outcome.get();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
