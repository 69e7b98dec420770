package ats.services.systemcontroller;

import module java.base;

import ats.engine.store.ControlStore;
import ats.platform.Fault;
import ats.platform.service.Health;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the services: those in this process directly, others by the heartbeats that they
/// leave in the database.
final class Watch implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);

    /// A heartbeat is left this often even when nothing changes.
    private static final long BEAT_MILLIS = 10_000;

    /// Three beats missed.
    private static final long STALE_MILLIS = 3 * BEAT_MILLIS;

    private static final Set<String> AT_WORK = Set.of("READY", "IDLE", "WARNING");

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Map<String, Supplier<Health>> own;
    private final ControlStore store;
    private final Runnable changed;
    private final Map<String, Health> seen = new ConcurrentHashMap<>();
    private final Map<String, Long> beats = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    Watch(Map<String, Supplier<Health>> own, ControlStore store, Runnable changed) {
        this.own = new TreeMap<>(own);
        this.store = store;
        this.changed = changed;
        thread = Thread.ofVirtual().name("watch").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    List<Wire.ServiceLine> lines() {
        var lines = new TreeMap<String, Wire.ServiceLine>();
        long now = System.currentTimeMillis();
        elsewhere().forEach(beat -> lines.put(beat.service(), line(beat, now)));
        own.forEach((name, health) -> lines.put(name, line(name, health.get(), now)));
        return List.copyOf(lines.values());
    }

    /// What a service says of itself, "" when nobody has heard of it.
    String detail(String service) {
        return lines().stream()
                .filter(line -> line.name().equals(service))
                .map(Wire.ServiceLine::detail)
                .findFirst()
                .orElse("");
    }

    /// Why somebody should restart us, if so.
    Optional<String> dead() {
        return worst(health -> !health.live());
    }

    Optional<String> unready() {
        return worst(health -> !health.ready());
    }

    private Optional<String> worst(Predicate<Health> bad) {
        return own.entrySet().stream()
                .filter(entry -> bad.test(entry.getValue().get()))
                .map(entry -> entry.getKey() + ": " + entry.getValue().get().detail())
                .findFirst();
    }

    private List<ControlStore.Heartbeat> elsewhere() {
        try {
            return store.heartbeats().stream()
                    .filter(beat -> !own.containsKey(beat.service()))
                    .toList();
        } catch (Fault away) {
            return List.of();
        }
    }

    private static Wire.ServiceLine line(String name, Health health, long now) {
        return new Wire.ServiceLine(
                name, health.state().name(), health.detail(), health.live(), health.ready(), now);
    }

    private static Wire.ServiceLine line(ControlStore.Heartbeat beat, long now) {
        long seenAt = Wire.millis(beat.at());
        boolean fresh = now - seenAt < STALE_MILLIS;
        boolean ready = fresh && AT_WORK.contains(beat.state());
        return new Wire.ServiceLine(
                beat.service(),
                fresh ? beat.state() : "SILENT",
                fresh ? beat.detail() : "nothing heard for " + (now - seenAt) / 1000 + " s",
                fresh,
                ready,
                seenAt);
    }

    private void run() {
        try {
            while (!closed) {
                own.forEach((name, health) -> look(name, health.get()));
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException stopped) {
            LOG.atDebug().setMessage("watch.ended").log();
        }
    }

    private void look(String name, Health health) {
        boolean news = !health.equals(seen.put(name, health));
        long now = System.currentTimeMillis();
        if (news) {
            changed.run();
        }
        if (news || now - beats.getOrDefault(name, 0L) >= BEAT_MILLIS) {
            beats.put(name, now);
            beat(name, health, now);
        }
    }

    private void beat(String name, Health health, long now) {
        try {
            store.heartbeat(name, health.state().name(), health.detail(), now * 1_000_000);
        } catch (Fault away) {
            LOG.atDebug().setMessage("heartbeat.lost").setCause(away).log();
        }
    }
}
