package ats.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.engine.store.ControlStore;
import ats.platform.service.Health;
import ats.testkit.MemoryControlStore;

import org.junit.jupiter.api.Test;

final class HeartbeatsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MemoryControlStore store = new MemoryControlStore();
    private final AtomicReference<Health> health =
            new AtomicReference<>(Health.starting("not started"));

    @Test
    void theFirstIsThereBeforeTheServiceStarts() {
        try (var _ = start()) {
            assertThat(told()).containsExactly("STARTING not started");
        }
    }

    @Test
    void whatIsLostIsToldAgainAtTheNextLook() {
        var heartbeats = new Heartbeats("trading-strategy", health::get, store);
        store.absence().refuse(1);
        heartbeats.look();
        assertThat(told()).isEmpty();

        heartbeats.look();
        assertThat(told()).containsExactly("STARTING not started");
    }

    @Test
    void newsIsToldUntilTheEndAndNoneAfterIt() throws InterruptedException {
        try (var _ = start()) {
            health.set(Health.ready("trades"));
            awaitTold("READY trades");
        }
        health.set(Health.failed("stopped"));
        Thread.sleep(1_200);
        assertThat(told()).containsExactly("READY trades");
    }

    private Heartbeats start() {
        return Heartbeats.start("trading-strategy", health::get, store);
    }

    private void awaitTold(String line) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!told().contains(line) && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(told()).containsExactly(line);
    }

    private List<String> told() {
        return store.heartbeats().stream().map(HeartbeatsTest::line).toList();
    }

    private static String line(ControlStore.Heartbeat beat) {
        return beat.state() + " " + beat.detail();
    }
}
