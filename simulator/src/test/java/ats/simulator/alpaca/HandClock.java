package ats.simulator.alpaca;

import module java.base;

import ats.platform.time.MarketClock;
import ats.platform.time.Scheduled;

/// Market time that a test moves by hand.
final class HandClock implements MarketClock {
    private final TreeMap<Long, List<Runnable>> timers = new TreeMap<>();
    private long now;

    HandClock(long now) {
        this.now = now;
    }

    @Override
    public synchronized long now() {
        return now;
    }

    @Override
    public synchronized Scheduled at(long atNanos, String name, Runnable task) {
        timers.computeIfAbsent(atNanos, _ -> new ArrayList<>()).add(task);
        return () -> {};
    }

    void moveTo(long at) {
        for (var due : taken(at)) {
            due.run();
        }
    }

    private synchronized List<Runnable> taken(long at) {
        now = at;
        var due = timers.headMap(at, true);
        var tasks = due.values().stream().flatMap(List::stream).toList();
        due.clear();
        return tasks;
    }
}
