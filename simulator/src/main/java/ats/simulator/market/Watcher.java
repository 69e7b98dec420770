package ats.simulator.market;

import module java.base;

/// Looks on while the market runs, on the driver's thread.
public interface Watcher {

    /// The market is about to do what happens at that instant.
    void before(long at);

    /// The instant has been handled by everybody.
    void after(Progress progress);

    /// The course is over, or was stopped; not told when it failed.
    void ended(Progress progress);

    static Watcher none() {
        return all();
    }

    static Watcher all(Watcher... watchers) {
        return new Watchers(List.of(watchers));
    }
}
