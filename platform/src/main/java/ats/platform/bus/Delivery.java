package ats.platform.bus;

import module java.base;

import ats.platform.Fault;
import ats.platform.lockstep.Work;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a topic's messages to one group's handler, in order, on one virtual thread. What changes
/// is guarded by the topic's lock.
final class Delivery implements Subscription, Runnable {
    /// A handler that is still busy after this is left behind, and the log says so.
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Topic topic;
    private final String group;
    private final Work work;
    private final Attempts attempts;
    private final Thread thread;
    private long at;
    private long owed;
    private boolean closing;
    private volatile @Nullable Fault failure;

    Delivery(Topic topic, String group, Work work, Attempts attempts) {
        this.topic = topic;
        this.group = group;
        this.work = work;
        this.attempts = attempts;
        this.thread = Thread.ofVirtual().unstarted(this);
    }

    void start(String topicName, long first, long next) {
        at = first;
        for (long offset = first; offset < next; offset++) {
            owe();
        }
        thread.setName("bus-" + topicName + "-" + group);
        thread.start();
    }

    String group() {
        return group;
    }

    long at() {
        return at;
    }

    boolean open() {
        return !closing && failure == null;
    }

    /// One more message is to be handled.
    void owe() {
        if (!open()) return;
        owed++;
        work.begin();
    }

    long advance() {
        return ++at;
    }

    @Override
    public long position() {
        return topic.read(this::at);
    }

    @Override
    public Optional<Fault> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void run() {
        try {
            var message = topic.take(this);
            while (message.isPresent() && handled(message.get())) {
                topic.commit(this);
                message = topic.take(this);
            }
        } catch (InterruptedException stopped) {
            fail(Fault.retryable("delivery to " + group + " was interrupted", stopped));
        } catch (Throwable broken) {
            // The top of the thread: an Error here must not end delivery in silence.
            fail(Fault.corrupt("delivery to " + group + " broke: " + broken, broken));
        }
    }

    @Override
    public void close() {
        topic.change(() -> closing = true);
        if (Thread.currentThread() != thread) awaitEnd();
        topic.change(this::settleAll);
        topic.leave(this);
    }

    private boolean handled(Message message) throws InterruptedException {
        return switch (attempts.on(message, wait -> topic.pause(this, wait))) {
            case Attempts.Outcome.Handled() -> true;
            case Attempts.Outcome.Dropped() -> false;
            case Attempts.Outcome.Failed(var why) -> {
                fail(why);
                yield false;
            }
        };
    }

    /// What is owed stays owed, so that whoever waits for quiet learns that this group never will
    /// be.
    private void fail(Fault fault) {
        topic.change(() -> failure = fault);
    }

    void settleOne() {
        if (owed == 0) return;
        owed--;
        work.end();
    }

    private void settleAll() {
        while (owed > 0) {
            settleOne();
        }
    }

    private void awaitEnd() {
        try {
            if (!thread.join(LONGEST_CLOSE)) {
                LOG.atError().setMessage("bus.handler.hangs").addKeyValue("group", group).log();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
