package ats.platform.lockstep;

import ats.platform.Fault;

import module java.base;

/// Counts every unit of work under one lock and wakes whoever waits for quiet.
public final class CountedLockstep implements Lockstep {
    /// Longer than any single job of a replay; what takes more has got stuck.
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final long longestWaitNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final TreeMap<String, Pair> pairs = new TreeMap<>();
    private long open;

    public CountedLockstep() {
        this(LONGEST_WAIT);
    }

    public CountedLockstep(Duration longestWait) {
        longestWaitNanos = longestWait.toNanos();
    }

    @Override
    public Work work(String name) {
        lock.lock();
        try {
            return pairs.computeIfAbsent(name, Pair::new);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void settle() {
        lock.lock();
        try {
            long left = longestWaitNanos;
            while (open != 0) {
                if (left <= 0) throw Fault.retryable(unequal());
                left = quiet.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("interrupted while waiting for quiet: " + unequal(), stopped);
        } finally {
            lock.unlock();
        }
    }

    private String unequal() {
        var each =
                pairs.values().stream()
                        .filter(pair -> pair.sent != pair.handled)
                        .map(Pair::toString)
                        .collect(Collectors.joining(", "));
        return "not quiet after " + Duration.ofNanos(longestWaitNanos) + ": " + each;
    }

    private final class Pair implements Work {
        private final String name;
        private long sent;
        private long handled;

        private Pair(String name) {
            this.name = name;
        }

        @Override
        public void begin() {
            lock.lock();
            try {
                sent++;
                open++;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void end() {
            lock.lock();
            try {
                if (handled == sent) {
                    throw Fault.misuse("work ended more often than begun: " + this);
                }
                handled++;
                open--;
                if (open == 0) quiet.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public String toString() {
            return name + " sent " + sent + " handled " + handled;
        }
    }
}
