package ats.services.dataacquisition;

import module java.base;

import ats.platform.lockstep.Work;

/// The bounded queue of the acquisition thread. Bars that find it full are dropped, and a gap is
/// remembered, since the vendor's history has them; everything else waits for room.
final class Queue {

    /// Some minutes of ten thousand symbols.
    private static final int CAPACITY = 100_000;

    private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicBoolean gap = new AtomicBoolean();
    private final Work work;
    private volatile boolean abandoned;

    Queue(Work work) {
        this.work = work;
    }

    void put(Item item) {
        work.begin();
        if (item instanceof Item.Arrived && !waiting.offer(item)) {
            gap.set(true);
            work.end();
            return;
        }
        if (!(item instanceof Item.Arrived)) {
            putPatiently(item);
        }
        if (abandoned) {
            abandon();
        }
    }

    /// After a pause of process time, unless nobody takes any more by then.
    void putLater(Item item, Duration pause) {
        Thread.ofVirtual()
                .name("acquisition-later")
                .start(
                        () -> {
                            LockSupport.parkNanos(pause.toNanos());
                            if (!abandoned) {
                                put(item);
                            }
                        });
    }

    List<Item> take() throws InterruptedException {
        var batch = new ArrayList<Item>();
        batch.add(waiting.take());
        waiting.drainTo(batch);
        return batch;
    }

    void done(List<Item> batch) {
        batch.forEach(_ -> work.end());
    }

    /// Nobody takes any more: what waits, and what still comes, counts as done.
    void abandon() {
        abandoned = true;
        var left = new ArrayList<Item>();
        waiting.drainTo(left);
        done(left);
    }

    /// Whether bars were dropped since the last question.
    boolean dropped() {
        return gap.getAndSet(false);
    }

    int depth() {
        return waiting.size();
    }

    private void putPatiently(Item item) {
        try {
            waiting.put(item);
        } catch (InterruptedException stopped) {
            work.end();
            Thread.currentThread().interrupt();
        }
    }
}
