package ats.services.tradingstrategy;

import module java.base;

import ats.platform.lockstep.Work;

import org.jspecify.annotations.Nullable;

/// The trading thread's bounded queue. A notice is one unit of work from the moment it is put until
/// the batch that it was taken with is done.
final class Inbox {

    /// Several instants of ten thousand symbols; whoever puts more waits.
    private static final int CAPACITY = 100_000;

    /// One database transaction's worth: a batch that is larger gains nothing.
    private static final int BATCH = 10_000;

    private final BlockingQueue<Notice> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final Work work;

    Inbox(Work work) {
        this.work = work;
    }

    /// Blocks while the queue is full.
    void put(Notice notice) {
        work.begin();
        try {
            waiting.put(notice);
        } catch (InterruptedException stopped) {
            work.end();
            Thread.currentThread().interrupt();
        }
    }

    /// All that waits now, at least one notice; none when nothing came in time. A null time-out
    /// waits for ever.
    List<Notice> take(@Nullable Duration longest) throws InterruptedException {
        var first =
                longest == null
                        ? waiting.take()
                        : waiting.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return List.of();
        }
        var batch = new ArrayList<Notice>();
        batch.add(first);
        waiting.drainTo(batch, BATCH - 1);
        return batch;
    }

    /// Of a batch that was taken.
    void done(List<Notice> batch) {
        batch.forEach(_ -> work.end());
    }

    int depth() {
        return waiting.size();
    }

    boolean empty() {
        return waiting.isEmpty();
    }
}
