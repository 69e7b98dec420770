package ats.platform.time;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Market time that another process keeps, as its readings tell it. Between two readings it goes on
/// by process time; when they stay away it stands still where the last one ends. What is scheduled
/// runs on one named thread.
public final class FollowedMarketClock implements MarketClock, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedMarketClock.class);

    private final ProcessClock process;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Due, Timer> timers = new TreeMap<>();
    private final Thread thread;
    private ClockReading reading;
    private long readAt;
    private long latest;
    private long registrations;
    private boolean closed;

    public FollowedMarketClock(ClockReading first, ProcessClock process) {
        this.process = process;
        reading = first;
        readAt = process.nanos();
        latest = first.at();
        thread = Thread.ofPlatform().daemon().name("market-clock").unstarted(this::run);
        thread.start();
    }

    /// What the other clock says now. Time never runs backwards: one that says less is waited for.
    public void follow(ClockReading next) {
        lock.lock();
        try {
            latest = read();
            reading = next;
            readAt = process.nanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long now() {
        lock.lock();
        try {
            latest = read();
            return latest;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Scheduled at(long atNanos, String name, Runnable task) {
        lock.lock();
        try {
            var due = new Due(atNanos, registrations++);
            timers.put(due, new Timer(name, task));
            changed.signalAll();
            return () -> forget(due);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long read() {
        return Math.max(latest, reading.after(process.nanos() - readAt));
    }

    private void forget(Due due) {
        lock.lock();
        try {
            timers.remove(due);
        } finally {
            lock.unlock();
        }
    }

    /// The top of the clock's thread.
    private void run() {
        try {
            for (var due = next(); due.isPresent(); due = next()) {
                perform(due.get());
            }
        } catch (InterruptedException stopped) {
            LOG.atDebug().setMessage("clock.interrupted").log();
        }
    }

    private static void perform(Timer timer) {
        try {
            timer.task.run();
        } catch (RuntimeException failed) { // the tasks after it have a right to run
            LOG.atError()
                    .setMessage("clock.task.failed")
                    .setCause(failed)
                    .addKeyValue("task", timer.name)
                    .log();
        }
    }

    /// Waits for the first timer that is due; nothing when the clock was closed. A time that the
    /// last reading does not reach waits for another reading.
    private Optional<Timer> next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                latest = read();
                if (timers.isEmpty() || timers.firstKey().at > reached()) {
                    changed.await();
                } else if (timers.firstKey().at > latest) {
                    var _ = changed.awaitNanos(processNanosTo(timers.firstKey().at));
                } else {
                    return Optional.of(timers.pollFirstEntry().getValue());
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// As far as time goes without a further reading.
    private long reached() {
        return reading.speed() > 0 ? Math.max(latest, reading.until()) : latest;
    }

    private long processNanosTo(long until) {
        return (long) ((until - latest) / reading.speed()) + 1;
    }

    private record Timer(String name, Runnable task) {}

    private record Due(long at, long registration) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at
                    ? Long.compare(at, other.at)
                    : Long.compare(registration, other.registration);
        }
    }
}
