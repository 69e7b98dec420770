package ats.platform.http;

import module java.base;

/// Counts the requests that are being answered, so that closing can wait for them.
final class Traffic {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition calm = lock.newCondition();
    private int running;
    private boolean closing;

    /// False once closing has begun.
    boolean enter() {
        lock.lock();
        try {
            if (closing) return false;
            running++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            running--;
            if (running == 0) calm.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody in any more and waits for those inside.
    void close(Duration longest) {
        lock.lock();
        try {
            closing = true;
            long left = longest.toNanos();
            while (running > 0 && left > 0) {
                left = calm.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
