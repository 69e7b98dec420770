package ats.platform.service;

import module java.base;

import ats.platform.Fault;
import ats.platform.lockstep.Work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One named thread with a bounded queue: what is put on it is handled in order, each thing as one
/// unit of work. A RETRYABLE fault has the thing handled again until it succeeds, so handling must
/// be safe to repeat; anything else ends the desk, and it says why.
public final class Desk<T> implements AutoCloseable {
    private static final int CAPACITY = 100_000;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(4);
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final String name;
    private final Work work;
    private final Consumer<T> handler;
    private final BlockingQueue<Entry<T>> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String trouble = "";
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean closed;

    /// What lies on the desk; an empty one only wakes it up.
    private record Entry<T>(Optional<T> thing, CompletableFuture<Boolean> handled) {
        static <T> Entry<T> of(Optional<T> thing) {
            return new Entry<>(thing, new CompletableFuture<>());
        }
    }

    public Desk(String name, Work work, Consumer<T> handler) {
        this.name = name;
        this.work = work;
        this.handler = handler;
    }

    public Desk<T> open() {
        Thread.ofPlatform().name(name).start(this::run);
        return this;
    }

    /// Blocks while the queue is full; what comes after the end is dropped.
    public void put(T thing) {
        lay(Entry.of(Optional.of(thing)));
    }

    /// The same, and waits until it is handled; false when the desk ends before that.
    public boolean putAndWait(T thing) {
        var entry = Entry.of(Optional.of(thing));
        lay(entry);
        try {
            return entry.handled().get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Puts it there after a pause of process time, unless the desk is closed by then.
    public void putLater(T thing, Duration pause) {
        Thread.ofVirtual()
                .name(name + "-later")
                .start(
                        () -> {
                            LockSupport.parkNanos(pause.toNanos());
                            put(thing);
                        });
    }

    /// Whether it is about to stop: long work should end soon, and is repeated after a restart.
    public boolean closing() {
        return closed;
    }

    /// Why it does not go on at present, "" when it does.
    public String trouble() {
        return trouble;
    }

    /// Why it has stopped for good, if it has.
    public Optional<String> failure() {
        return failure;
    }

    public int depth() {
        return waiting.size();
    }

    /// Ends after the thing that is being handled; the rest of the queue is dropped.
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        var _ = waiting.offer(Entry.of(Optional.empty()));
        try {
            if (!ended.await(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().setMessage("desk.close.slow").addKeyValue("desk", name).log();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void lay(Entry<T> entry) {
        if (closed || failure.isPresent()) {
            entry.handled().complete(false);
            return;
        }
        work.begin();
        try {
            waiting.put(entry);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            drop(entry);
        }
        if (ended.getCount() == 0) drop();
    }

    private void run() {
        try {
            while (!closed && failure.isEmpty()) {
                handle(waiting.take());
            }
        } catch (InterruptedException stopped) {
            LOG.atInfo().setMessage("desk.interrupted").addKeyValue("desk", name).log();
        } finally {
            ended.countDown();
            drop();
        }
    }

    /// What nobody will handle any more.
    private void drop() {
        for (var left = waiting.poll(); left != null; left = waiting.poll()) {
            drop(left);
        }
    }

    private void drop(Entry<T> entry) {
        if (entry.thing().isPresent()) work.end();
        entry.handled().complete(false);
    }

    private void handle(Entry<T> entry) {
        boolean handled = false;
        try {
            handled = entry.thing().isEmpty() || handle(entry.thing().get());
        } finally {
            entry.handled().complete(handled);
        }
    }

    /// False when the desk was closed, or has failed, before it could be handled.
    private boolean handle(T thing) {
        try {
            while (!handled(thing)) {
                if (closed) return false;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return true;
        } catch (RuntimeException broken) { // the top of the thread
            failure = Optional.of(reason(broken));
            LOG.atError()
                    .setMessage("desk.failed")
                    .setCause(broken)
                    .addKeyValue("desk", name)
                    .log();
            return false;
        } finally {
            work.end();
        }
    }

    private boolean handled(T thing) {
        try {
            handler.accept(thing);
            trouble = "";
            return true;
        } catch (Fault away) {
            if (away.kind() != Fault.Kind.RETRYABLE) throw away;
            if (!away.reason().equals(trouble)) {
                LOG.atWarn()
                        .setMessage("desk.waits")
                        .setCause(away)
                        .addKeyValue("desk", name)
                        .log();
            }
            trouble = away.reason();
            return false;
        }
    }

    private static String reason(RuntimeException broken) {
        return broken instanceof Fault fault ? fault.reason() : broken.toString();
    }
}
