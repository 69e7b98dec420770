package ats.simulator.market;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the simulated vendors send by themselves, in the order in which it was posted: one frame at
/// a time when the driver hands them out, else at once from an own thread.
public final class FrameQueue implements AutoCloseable {
    /// Far more than a market of ten thousand symbols sends in one instant.
    private static final int CAPACITY = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(FrameQueue.class);

    private final BlockingQueue<Frame> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicLong sent = new AtomicLong();
    private final Optional<Thread> sender;

    /// Waits for the driver to send each frame.
    public static FrameQueue stepped() {
        return new FrameQueue(false);
    }

    /// Sends each frame as soon as those before it are out.
    public static FrameQueue free() {
        return new FrameQueue(true);
    }

    private FrameQueue(boolean free) {
        sender =
                free
                        ? Optional.of(
                                Thread.ofVirtual().name("simulator-frames").start(this::sendAll))
                        : Optional.empty();
    }

    /// Throws when the queue is full: then the driver is gone and nothing would ever be sent.
    public void post(String name, Runnable send) {
        if (!waiting.offer(new Frame(name, send))) {
            throw new IllegalStateException(
                    CAPACITY + " frames wait to be sent; no room for " + name);
        }
    }

    /// Sends the oldest frame; false when none waits for the driver.
    boolean sendNext() {
        if (sender.isPresent()) {
            return false;
        }
        var frame = waiting.poll();
        if (frame == null) {
            return false;
        }
        frame.send().run();
        sent.incrementAndGet();
        return true;
    }

    public long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        sender.ifPresent(Thread::interrupt);
    }

    private void sendAll() {
        try {
            while (true) {
                sendSafely(waiting.take());
            }
        } catch (InterruptedException closed) {
            LOG.atDebug().setMessage("frames.closed").log();
        }
    }

    /// A frame that can't be sent is the loss of one connection; the others go on.
    private void sendSafely(Frame frame) {
        try {
            frame.send().run();
            sent.incrementAndGet();
        } catch (RuntimeException lost) {
            LOG.atWarn()
                    .setMessage("frame.lost")
                    .addKeyValue("frame", frame.name())
                    .setCause(lost)
                    .log();
        }
    }

    private record Frame(String name, Runnable send) {}
}
