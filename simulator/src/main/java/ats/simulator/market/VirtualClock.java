package ats.simulator.market;

import module java.base;

import ats.platform.time.ClockReading;
import ats.platform.time.MarketClock;
import ats.platform.time.ProcessClock;
import ats.platform.time.Scheduled;

/// Market time that only the driver moves. Between two instants it flows with process time when the
/// market has a pace, else it stands still. Timers run on the driver's thread.
public final class VirtualClock implements MarketClock {
    /// A pause has no end that is known, so it is looked at again now and then.
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();

    private final ProcessClock process;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Due, Timer> timers = new TreeMap<>();
    private long base;
    private long baseProcess;
    private long limit;
    private double speed;
    private boolean paused;
    private boolean interrupted;
    private long registrations;
    private Optional<Upcoming> upcoming = Optional.empty();
    private Consumer<ClockReading> follower = _ -> {};

    public VirtualClock(long startAt) {
        this(startAt, ProcessClock.system());
    }

    public VirtualClock(long startAt, ProcessClock process) {
        this.process = process;
        base = startAt;
        limit = startAt;
    }

    @Override
    public long now() {
        return locked(this::read);
    }

    @Override
    public Scheduled at(long atNanos, String name, Runnable task) {
        return locked(
                () -> {
                    var due = new Due(atNanos, registrations++);
                    timers.put(due, new Timer(atNanos, name, task));
                    // from this moment on, not only from when the driver has woken up
                    limit = Math.min(limit, Math.max(read(), atNanos));
                    changed.signalAll();
                    return () -> forget(due);
                });
    }

    /// What it says now.
    public ClockReading reading() {
        return locked(this::said);
    }

    /// Tells every change to one who follows from afar, who must not block.
    public void tell(Consumer<ClockReading> other) {
        locked(
                () -> {
                    follower = other;
                    follower.accept(said());
                    return base;
                });
    }

    /// What the page counts down to.
    public Optional<Upcoming> nextEvent() {
        return locked(() -> upcoming);
    }

    /// Freezes market time; a market without a pace stops before its next instant.
    public void pause() {
        locked(
                () -> {
                    base = read();
                    paused = true;
                    follower.accept(said());
                    return base;
                });
    }

    public void resume() {
        locked(
                () -> {
                    baseProcess = process.nanos();
                    paused = false;
                    changed.signalAll();
                    return base;
                });
    }

    void announce(Upcoming next) {
        locked(() -> upcoming = Optional.of(next));
    }

    /// Jumps; never backwards.
    void moveTo(long at) {
        locked(
                () -> {
                    base = Math.max(read(), at);
                    limit = base;
                    speed = 0;
                    follower.accept(said());
                    return base;
                });
    }

    /// Lets time flow towards `until` until it is reached or a timer is due before; false when
    /// woken to stop.
    boolean flowTo(long until, double factor) {
        return locked(() -> flow(until, factor));
    }

    /// Waits while paused; false when woken to stop.
    boolean ready() {
        return locked(
                () -> {
                    while (paused && !interrupted) {
                        changed.awaitUninterruptibly();
                    }
                    return !interrupted;
                });
    }

    /// Wakes the driver for good.
    void stop() {
        locked(
                () -> {
                    interrupted = true;
                    changed.signalAll();
                    return base;
                });
    }

    OptionalLong nextTimer() {
        return locked(
                () ->
                        timers.isEmpty()
                                ? OptionalLong.empty()
                                : OptionalLong.of(timers.firstKey().at()));
    }

    /// Takes the first timer that is due at that time.
    Optional<Timer> take(long at) {
        return locked(
                () ->
                        timers.isEmpty() || timers.firstKey().at() > at
                                ? Optional.empty()
                                : Optional.of(timers.pollFirstEntry().getValue()));
    }

    private boolean flow(long until, double factor) {
        try {
            while (!interrupted) {
                base = read();
                baseProcess = process.nanos();
                speed = factor;
                limit = timers.isEmpty() ? until : Math.min(until, timers.firstKey().at());
                long left = limit - base;
                if (left <= 0) {
                    return true;
                }
                follower.accept(said());
                long wait = paused ? LONGEST_WAIT_NANOS : (long) (left / factor) + 1;
                var _ = changed.awaitNanos(Math.min(wait, LONGEST_WAIT_NANOS));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            interrupted = true;
        }
        return false;
    }

    private long read() {
        if (paused || speed == 0) {
            return base;
        }
        long flown = (long) ((process.nanos() - baseProcess) * speed);
        return Math.min(base + flown, Math.max(base, limit));
    }

    private ClockReading said() {
        long now = read();
        return new ClockReading(now, paused ? 0 : speed, Math.max(now, limit));
    }

    private void forget(Due due) {
        locked(() -> Optional.ofNullable(timers.remove(due)));
    }

    private <T> T locked(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    /// What runs, and when it was asked to.
    record Timer(long at, String name, Runnable task) {}

    private record Due(long at, long registration) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at
                    ? Long.compare(at, other.at)
                    : Long.compare(registration, other.registration);
        }
    }
}
