package ats.simulator.massive;

import module java.base;

import ats.domain.Symbol;

/// The vendor's bad habits, each off until asked for. Counts say how often the habit shows next.
public final class Faults {
    private final AtomicInteger malformed = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger empty = new AtomicInteger();
    private final AtomicInteger forbidden = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final Set<Symbol> unknown = ConcurrentHashMap.newKeySet();

    /// So many bars come as unreadable frames.
    public void malformedFrames(int count) {
        malformed.set(count);
    }

    /// So many bars come twice.
    public void doubledFrames(int count) {
        doubled.set(count);
    }

    /// So many times the stream is cut instead of sending a bar.
    public void droppedConnections(int count) {
        dropped.set(count);
    }

    /// So many requests are answered with 429.
    public void tooManyRequests(int count) {
        busy.set(count);
    }

    /// So many requests are answered with 500 and a page of HTML.
    public void serverErrors(int count) {
        broken.set(count);
    }

    /// So many requests are answered with 403.
    public void notEntitled(int count) {
        forbidden.set(count);
    }

    /// So many requests for bars find nothing.
    public void emptyAnswers(int count) {
        empty.set(count);
    }

    /// The vendor has never heard of it.
    public void unknownSymbol(Symbol symbol) {
        unknown.add(symbol);
    }

    boolean malformsFrame() {
        return happens(malformed);
    }

    boolean doublesFrame() {
        return happens(doubled);
    }

    boolean dropsConnection() {
        return happens(dropped);
    }

    boolean refusesAsBusy() {
        return happens(busy);
    }

    boolean fails() {
        return happens(broken);
    }

    boolean forbids() {
        return happens(forbidden);
    }

    boolean findsNothing() {
        return happens(empty);
    }

    boolean hides(Symbol symbol) {
        return unknown.contains(symbol);
    }

    private static boolean happens(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
}
