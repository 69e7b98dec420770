package ats.platform.time;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Market time read from the system's clock, with one named thread for what is scheduled.
public final class WallMarketClock implements MarketClock, AutoCloseable {
    /// The longest single wait: a suspended machine stops the monotonic clock that waits are made
    /// of, so the calendar is looked at again at least this often.
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(10).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(WallMarketClock.class);

    private final AtomicLong latest = new AtomicLong();
    private final ScheduledThreadPoolExecutor thread;

    public WallMarketClock() {
        thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("market-clock").factory());
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long now() {
        var instant = Instant.now();
        long read =
                Math.addExact(
                        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L),
                        instant.getNano());
        return latest.accumulateAndGet(read, Math::max);
    }

    @Override
    public Scheduled at(long atNanos, String name, Runnable task) {
        var waiting = new Waiting(atNanos, name, task);
        waiting.arm();
        return waiting;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private final class Waiting implements Scheduled, Runnable {
        private final long atNanos;
        private final String name;
        private final Runnable task;
        private volatile boolean cancelled;

        private Waiting(long atNanos, String name, Runnable task) {
            this.atNanos = atNanos;
            this.name = name;
            this.task = task;
        }

        private void arm() {
            long wait = Math.clamp(atNanos - now(), 0, LONGEST_WAIT_NANOS);
            try {
                var _ = thread.schedule(this, wait, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException closed) {
                LOG.atDebug().setMessage("clock.closed").addKeyValue("task", name).log();
            }
        }

        @Override
        public void run() {
            if (cancelled) return;
            if (now() < atNanos) {
                arm();
                return;
            }
            try {
                task.run();
            } catch (RuntimeException failed) {
                LOG.atError().setMessage("clock.task.failed").setCause(failed)
                        .addKeyValue("task", name).log();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
