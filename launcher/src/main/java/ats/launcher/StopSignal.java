package ats.launcher;

import module java.base;

import ats.platform.Fault;

/// Waits for Ctrl-C or a polite kill, and holds the process back until what has to be done is done.
final class StopSignal implements AutoCloseable {

    /// The whole system stops within five seconds; after this the process goes in any case.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    StopSignal() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
    }

    /// As if somebody had pressed Ctrl-C.
    void ask() {
        asked.countDown();
    }

    /// Until somebody asks the process to stop.
    void await() {
        while (!await(Duration.ofDays(1))) {
            // nobody has asked yet
        }
    }

    /// Whether somebody has asked within that time.
    boolean await(Duration longest) {
        try {
            return asked.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("interrupted while running", hurried);
        }
    }

    @Override
    public void close() {
        done.countDown();
    }

    private void stop() {
        ask();
        try {
            var _ = done.await(LONGEST_STOP.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
