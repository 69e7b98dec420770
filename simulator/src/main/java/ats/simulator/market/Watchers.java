package ats.simulator.market;

import module java.base;

/// Several that look on, one after the other.
record Watchers(List<Watcher> each) implements Watcher {
    @Override
    public void before(long at) {
        each.forEach(watcher -> watcher.before(at));
    }

    @Override
    public void after(Progress progress) {
        each.forEach(watcher -> watcher.after(progress));
    }

    @Override
    public void ended(Progress progress) {
        each.forEach(watcher -> watcher.ended(progress));
    }
}
