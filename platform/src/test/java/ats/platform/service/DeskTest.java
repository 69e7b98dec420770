package ats.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.Fault;
import ats.platform.lockstep.CountedLockstep;

import org.junit.jupiter.api.Test;

final class DeskTest {
    private final CountedLockstep lockstep = new CountedLockstep();
    private final List<Integer> handled = new CopyOnWriteArrayList<>();

    @Test
    void handlesInOrderAndIsQuietAfterwards() {
        try (var desk = desk(handled::add)) {
            for (int thing = 0; thing < 1_000; thing++) {
                desk.put(thing);
            }
            lockstep.settle();
        }

        assertThat(handled).hasSize(1_000).isSorted();
    }

    @Test
    void repeatsWhatMayPassAndSaysWhyItWaits() {
        var troubles = new CopyOnWriteArrayList<String>();
        var failures = new AtomicInteger(2);
        var self = new ArrayList<Desk<Integer>>();
        try (var desk =
                desk(
                        thing -> {
                            troubles.add(self.getFirst().trouble());
                            if (failures.getAndDecrement() > 0) {
                                throw Fault.retryable("the database is away");
                            }
                            handled.add(thing);
                        })) {
            self.add(desk);
            desk.put(7);
            lockstep.settle();
            assertThat(desk.trouble()).isEmpty();
        }

        assertThat(handled).containsExactly(7);
        assertThat(troubles).containsExactly("", "the database is away", "the database is away");
    }

    @Test
    void endsOnAnythingElseAndStaysQuiet() {
        try (var desk =
                desk(
                        thing -> {
                            throw new IllegalStateException("broken");
                        })) {
            desk.put(1);
            desk.put(2);
            lockstep.settle();
            assertThat(desk.failure()).get().asString().contains("broken");
            desk.put(3);
            lockstep.settle();
        }

        assertThat(handled).isEmpty();
    }

    @Test
    void aWaitForTheDatabaseEndsWithTheDesk() {
        var desk =
                desk(
                        thing -> {
                            handled.add(thing);
                            throw Fault.retryable("the database is away");
                        });
        desk.put(1);
        while (handled.isEmpty()) {
            Thread.onSpinWait();
        }

        desk.close();
        lockstep.settle();

        assertThat(handled).isNotEmpty();
    }

    @Test
    void whoWaitsHearsWhenItIsHandled() {
        var failures = new AtomicInteger(1);
        try (var desk =
                desk(
                        thing -> {
                            if (failures.getAndDecrement() > 0) {
                                throw Fault.retryable("the database is away");
                            }
                            handled.add(thing);
                        })) {
            assertThat(desk.putAndWait(7)).isTrue();
            assertThat(handled).containsExactly(7);
        }
    }

    @Test
    void whoWaitsHearsThatTheDeskEnds() throws Exception {
        var begun = new CountDownLatch(1);
        var desk =
                desk(
                        _ -> {
                            begun.countDown();
                            throw Fault.retryable("the database is away");
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> desk.putAndWait(1));
            begun.await();
            var second = threads.submit(() -> desk.putAndWait(2));
            desk.close();
            assertThat(first.get()).isFalse();
            assertThat(second.get()).isFalse();
        }
        assertThat(desk.putAndWait(3)).isFalse();
        lockstep.settle();
    }

    @Test
    void whoWaitsHearsThatItHasFailed() {
        try (var desk =
                desk(
                        thing -> {
                            throw new IllegalStateException("broken");
                        })) {
            assertThat(desk.putAndWait(1)).isFalse();
            assertThat(desk.putAndWait(2)).isFalse();
        }
        lockstep.settle();
    }

    private Desk<Integer> desk(Consumer<Integer> handler) {
        return new Desk<>("desk", lockstep.work("desk"), handler).open();
    }
}
