package ats.testkit;

import module java.base;

import ats.platform.time.MarketClock;
import ats.platform.time.Scheduled;

/// Market time that a test moves by hand, timers included.
public final class HandClock implements MarketClock {

    private final TreeMap<Long, List<Runnable>> timers = new TreeMap<>();
    private long now;

    public HandClock(long now) {
        this.now = now;
    }

    @Override
    public synchronized long now() {
        return now;
    }

    @Override
    public synchronized Scheduled at(long atNanos, String name, Runnable task) {
        timers.computeIfAbsent(atNanos, _ -> new ArrayList<>()).add(task);
        return () -> cancel(atNanos, task);
    }

    /// Runs what is due by then, in the order of its times.
    public void moveTo(long at) {
        taken(at).forEach(Runnable::run);
    }

    private synchronized void cancel(long at, Runnable task) {
        timers.getOrDefault(at, new ArrayList<>()).remove(task);
    }

    private synchronized List<Runnable> taken(long at) {
        now = Math.max(now, at);
        var due = timers.headMap(now, true);
        var tasks = due.values().stream().flatMap(List::stream).toList();
        due.clear();
        return tasks;
    }
}
