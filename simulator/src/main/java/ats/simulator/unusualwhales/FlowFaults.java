package ats.simulator.unusualwhales;

import module java.base;

/// The vendor's bad habits, each off until asked for. Counts say how often the habit shows next.
public final class FlowFaults {
    private final AtomicInteger malformed = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicInteger withheld = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicLong lateNanos = new AtomicLong();

    /// So many alerts come as unreadable frames.
    public void malformedFrames(int count) {
        malformed.set(count);
    }

    /// So many alerts come twice.
    public void doubledFrames(int count) {
        doubled.set(count);
    }

    /// So many alerts come so much market time after they were made.
    public void lateFrames(int count, Duration by) {
        lateNanos.set(by.toNanos());
        late.set(count);
    }

    /// So many times every stream is cut instead of sending an alert.
    public void droppedConnections(int count) {
        dropped.set(count);
    }

    /// So many alerts are never streamed; history has them.
    public void withheldFrames(int count) {
        withheld.set(count);
    }

    /// So many requests are answered with 429, told to wait no time, without a body.
    public void tooManyRequests(int count) {
        busy.set(count);
    }

    /// So many requests are answered with 500 and plain text.
    public void serverErrors(int count) {
        broken.set(count);
    }

    boolean malformsFrame() {
        return happens(malformed);
    }

    boolean doublesFrame() {
        return happens(doubled);
    }

    /// How late the next alert is, 0 mostly.
    long delayNanos() {
        return happens(late) ? lateNanos.get() : 0;
    }

    boolean dropsConnections() {
        return happens(dropped);
    }

    boolean withholdsFrame() {
        return happens(withheld);
    }

    boolean refusesAsBusy() {
        return happens(busy);
    }

    boolean fails() {
        return happens(broken);
    }

    private static boolean happens(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
}
