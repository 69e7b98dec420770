package ats.simulator.alpaca;

import module java.base;

import ats.domain.Symbol;

/// The vendor's bad habits, each off until asked for. Counts say how often the habit shows next.
public final class AlpacaFaults {
    private final Map<Refusing, AtomicInteger> refused = new EnumMap<>(Refusing.class);
    private final AtomicInteger busyReads = new AtomicInteger();
    private final AtomicInteger brokenReads = new AtomicInteger();
    private final AtomicInteger garbledReads = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicInteger delayed = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger malformed = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final Set<Symbol> unknown = ConcurrentHashMap.newKeySet();
    private volatile long delayNanos;
    private volatile boolean blocked;
    private volatile Aftermath aftermath = Aftermath.ANSWERED;
    private CountDownLatch release = new CountDownLatch(1);

    /// How an order is refused before the broker has it.
    public enum Refusing {
        /// 429 with `Retry-After`.
        BUSY,
        /// 500.
        SERVER_ERROR,
        /// 403: insufficient buying power.
        BUYING_POWER,
        /// 422.
        UNPROCESSABLE
    }

    /// What the sender of an order hears once the broker has it.
    public enum Aftermath {
        ANSWERED,
        /// Nothing until [#release].
        WITHHELD,
        /// 500.
        SERVER_ERROR,
        /// 504 with a page of HTML.
        GATEWAY_TIMEOUT,
        /// 200 with half of the JSON.
        UNREADABLE,
        /// The connection ends without a word.
        CUT
    }

    AlpacaFaults() {
        for (var how : Refusing.values()) {
            refused.put(how, new AtomicInteger());
        }
    }

    /// So many orders are refused.
    public void refuseOrders(Refusing how, int count) {
        counter(how).set(count);
    }

    /// From now on, until another is set.
    public void afterAccepting(Aftermath next) {
        aftermath = next;
    }

    /// Answers what is withheld, and withholds no more.
    public synchronized void release() {
        if (aftermath == Aftermath.WITHHELD) {
            aftermath = Aftermath.ANSWERED;
        }
        release.countDown();
        release = new CountDownLatch(1);
    }

    /// So many GET requests are answered with 429.
    public void busyReads(int count) {
        busyReads.set(count);
    }

    /// So many GET requests are answered with 500.
    public void brokenReads(int count) {
        brokenReads.set(count);
    }

    /// So many GET requests are answered with half of the JSON.
    public void unreadableReads(int count) {
        garbledReads.set(count);
    }

    /// So many trade updates come twice.
    public void doubledUpdates(int count) {
        doubled.set(count);
    }

    /// So many trade updates come later by that market time, after those that follow.
    public void delayedUpdates(int count, Duration by) {
        delayNanos = by.toNanos();
        delayed.set(count);
    }

    /// So many trade updates are never sent.
    public void lostUpdates(int count) {
        lost.set(count);
    }

    /// So many trade updates come as unreadable frames.
    public void malformedFrames(int count) {
        malformed.set(count);
    }

    /// So many times the stream is cut instead of sending a trade update.
    public void droppedConnections(int count) {
        dropped.set(count);
    }

    /// Whether the account may not trade.
    public void accountBlocked(boolean now) {
        blocked = now;
    }

    /// The vendor has never heard of it.
    public void unknownSymbol(Symbol symbol) {
        unknown.add(symbol);
    }

    boolean refuses(Refusing how) {
        return happens(counter(how));
    }

    Aftermath aftermath() {
        return aftermath;
    }

    /// Waits as long as answers are withheld.
    void awaitRelease() {
        var latch = latch();
        try {
            if (aftermath == Aftermath.WITHHELD) {
                latch.await();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    boolean refusesReadAsBusy() {
        return happens(busyReads);
    }

    boolean breaksRead() {
        return happens(brokenReads);
    }

    boolean garblesRead() {
        return happens(garbledReads);
    }

    boolean doublesUpdate() {
        return happens(doubled);
    }

    /// By how many nanoseconds of market time the next trade update is late, if it is.
    OptionalLong delaysUpdate() {
        return happens(delayed) ? OptionalLong.of(delayNanos) : OptionalLong.empty();
    }

    boolean losesUpdate() {
        return happens(lost);
    }

    boolean malformsFrame() {
        return happens(malformed);
    }

    boolean dropsConnection() {
        return happens(dropped);
    }

    boolean blocked() {
        return blocked;
    }

    boolean hides(Symbol symbol) {
        return unknown.contains(symbol);
    }

    private synchronized CountDownLatch latch() {
        return release;
    }

    private AtomicInteger counter(Refusing how) {
        return Objects.requireNonNull(refused.get(how));
    }

    private static boolean happens(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
}
