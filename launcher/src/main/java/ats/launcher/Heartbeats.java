package ats.launcher;

import module java.base;

import ats.engine.store.ControlStore;
import ats.platform.Fault;
import ats.platform.service.Health;

/// Leaves word in the database of how the one service in this process is, for the controller: from
/// before it starts, however long that takes, until it is told to end.
final class Heartbeats implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);

    /// A heartbeat is left this often even when nothing changes.
    private static final long BEAT_NANOS = Duration.ofSeconds(10).toNanos();

    /// A database that does not answer does not hold up the end.
    private static final Duration LAST_BEAT = Duration.ofSeconds(1);

    private final String service;
    private final Supplier<Health> health;
    private final ControlStore store;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private Optional<Health> told = Optional.empty();
    private long toldAt;

    Heartbeats(String service, Supplier<Health> health, ControlStore store) {
        this.service = service;
        this.health = health;
        this.store = store;
        thread = Thread.ofVirtual().name("heartbeats").unstarted(this::run);
    }

    /// The first is left before this returns, unless the database is away.
    static Heartbeats start(String service, Supplier<Health> health, ControlStore store) {
        var heartbeats = new Heartbeats(service, health, store);
        heartbeats.look();
        heartbeats.thread.start();
        return heartbeats;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            var _ = thread.join(LAST_BEAT);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
                look();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is lost is told again at the next look; whoever reads sees how old the last is.
    void look() {
        var now = health.get();
        long nanos = System.nanoTime();
        if (told.filter(now::equals).isPresent() && nanos - toldAt < BEAT_NANOS) {
            return;
        }
        try {
            store.heartbeat(
                    service,
                    now.state().name(),
                    now.detail(),
                    System.currentTimeMillis() * 1_000_000);
            told = Optional.of(now);
            toldAt = nanos;
        } catch (Fault away) {
            told = Optional.empty();
        }
    }
}
