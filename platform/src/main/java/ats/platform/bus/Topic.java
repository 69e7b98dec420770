package ats.platform.bus;

import module java.base;

import ats.platform.Fault;
import ats.platform.lockstep.Work;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One topic's newest messages and the groups that read them; one lock guards all of it.
final class Topic {
    /// A publisher that waits this long has met a consumer that hangs.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Topic.class);

    private final String name;
    private final Redelivery redelivery;
    private final @Nullable Message[] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final TreeMap<String, Long> committed = new TreeMap<>();
    private final TreeMap<String, Delivery> deliveries = new TreeMap<>();
    private long next;
    private boolean closed;

    Topic(String name, int capacity, Redelivery redelivery) {
        this.name = name;
        this.redelivery = redelivery;
        this.ring = new Message[capacity];
    }

    void publish(String key, byte[] bytes) {
        lock.lock();
        try {
            awaitRoom();
            ring[slot(next)] = new Message(name, key, next, bytes);
            next++;
            deliveries.values().forEach(Delivery::owe);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Subscription subscribe(String group, Work work, Handler handler) {
        lock.lock();
        try {
            if (closed) throw Fault.misuse("the bus is closed; topic " + name);
            if (deliveries.containsKey(group)) {
                throw Fault.misuse("group " + group + " is already subscribed to " + name);
            }
            var attempts = new Attempts(group, handler, redelivery);
            var delivery = new Delivery(this, group, work, attempts);
            deliveries.put(group, delivery);
            delivery.start(name, first(group), next);
            return delivery;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        var open = new ArrayList<Delivery>();
        change(
                () -> {
                    closed = true;
                    open.addAll(deliveries.values());
                });
        open.forEach(Delivery::close);
    }

    /// The next message for a delivery, when there is one; nothing when it is to stop.
    Optional<Message> take(Delivery delivery) throws InterruptedException {
        lock.lock();
        try {
            while (delivery.open() && delivery.at() == next) {
                news.await();
            }
            if (!delivery.open()) return Optional.empty();
            return Optional.ofNullable(ring[slot(delivery.at())]);
        } finally {
            lock.unlock();
        }
    }

    /// Waits before a redelivery; false when the delivery was closed meanwhile.
    boolean pause(Delivery delivery, Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (delivery.open() && left > 0) {
                left = news.awaitNanos(left);
            }
            return delivery.open();
        } finally {
            lock.unlock();
        }
    }

    /// Changes a delivery's state and lets everybody look again.
    void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            room.signalAll();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The message is handled: publishers may have room again.
    void commit(Delivery delivery) {
        lock.lock();
        try {
            committed.put(delivery.group(), delivery.advance());
            delivery.settleOne();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void leave(Delivery delivery) {
        change(() -> deliveries.remove(delivery.group(), delivery));
    }

    long read(LongSupplier value) {
        lock.lock();
        try {
            return value.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() {
        long left = LONGEST_WAIT.toNanos();
        try {
            while (!closed && slowest().isPresent()) {
                if (left <= 0) throw Fault.retryable(full(slowest().get()));
                left = room.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("interrupted while publishing to " + name, stopped);
        }
        if (closed) throw Fault.misuse("the bus is closed; topic " + name);
    }

    private Optional<Delivery> slowest() {
        return deliveries.values().stream()
                .filter(delivery -> delivery.open() && next - delivery.at() >= ring.length)
                .findFirst();
    }

    private String full(Delivery slowest) {
        return "topic "
                + name
                + " stays full: group "
                + slowest.group()
                + " is "
                + (next - slowest.at())
                + " messages behind";
    }

    private long first(String group) {
        long oldest = Math.max(0, next - ring.length);
        long wanted = committed.getOrDefault(group, oldest);
        if (wanted < oldest) {
            LOG.atError()
                    .setMessage("bus.messages.missed")
                    .addKeyValue("topic", name)
                    .addKeyValue("group", group)
                    .addKeyValue("missed", oldest - wanted)
                    .log();
        }
        return Math.max(wanted, oldest);
    }

    private int slot(long offset) {
        return (int) (offset % ring.length);
    }
}
