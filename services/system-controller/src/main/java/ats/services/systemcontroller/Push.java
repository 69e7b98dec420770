package ats.services.systemcontroller;

import module java.base;

import ats.platform.http.Subscriber;
import ats.platform.json.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the pages that look on what has changed, a few times a second at most. Whoever marks a
/// change never waits.
final class Push implements AutoCloseable {

    private static final Duration LEAST_PAUSE = Duration.ofMillis(250);

    /// The clock on the page is set right this often even when nothing happens.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Push.class);

    private final Supplier<Wire.Status> status;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    Push(Supplier<Wire.Status> status) {
        this.status = status;
        thread = Thread.ofVirtual().name("page-push").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void join(Subscriber subscriber) {
        subscribers.add(subscriber);
        subscriber.onClose(() -> subscribers.remove(subscriber));
        wake.release();
    }

    /// `what` is `books`, `bars`, `services` or `learning`.
    void mark(String what) {
        if (changed.add(what)) {
            wake.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                var _ = wake.tryAcquire(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
                tell();
                Thread.sleep(LEAST_PAUSE);
            }
        } catch (InterruptedException stopped) {
            LOG.atDebug().setMessage("push.ended").log();
        }
    }

    private void tell() {
        var now = new TreeSet<>(changed);
        changed.removeAll(now);
        if (subscribers.isEmpty()) {
            return;
        }
        send("status", Json.write(status.get()));
        if (!now.isEmpty()) {
            send("changed", Json.write(now));
        }
    }

    private void send(String event, String data) {
        subscribers.removeIf(subscriber -> !subscriber.send(event, data));
    }
}
