package ats.adapters.kafka;

import module java.base;

import ats.platform.Fault;
import ats.platform.bus.Attempts;
import ats.platform.bus.Message;
import ats.platform.bus.Subscription;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands what one member of a group gets of a topic to its handler, on one thread, the consumer's.
///
/// Kafka takes a member for dead that asks for nothing for long. So between messages, and while the
/// handler's next attempt has to wait, this asks with all partitions paused: that brings no
/// records, but keeps the place in the group and lets others join and leave. Only a single call of
/// the handler that takes a quarter of an hour loses it; then its messages are delivered elsewhere.
final class KafkaDelivery implements Subscription, Runnable {
    /// A handler that is still busy after this is left behind, and the log says so.
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    /// How long to wait for a record before looking at what else is due.
    private static final Duration IDLE = Duration.ofMillis(200);

    /// While messages are handled the group hears from this member so often, and for so long.
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(1);

    private static final Duration SIGN = Duration.ofMillis(10);

    /// Held back in one partition until no more is read from it: bounds memory.
    private static final int HELD_MOST = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaDelivery.class);

    private final Source source;
    private final Consumer<byte[], byte[]> consumer;
    private final Attempts attempts;
    private final java.util.function.Consumer<KafkaDelivery> left;
    private final Alignment alignment = new Alignment();
    private final Commits commits;
    private final Thread thread;
    private long polled = System.nanoTime();
    private volatile boolean closing;
    private volatile @Nullable Fault failure;

    KafkaDelivery(
            Source source,
            Consumer<byte[], byte[]> consumer,
            Attempts attempts,
            java.util.function.Consumer<KafkaDelivery> left) {
        this.source = source;
        this.consumer = consumer;
        this.attempts = attempts;
        this.left = left;
        this.commits = new Commits(source, consumer, alignment);
        // not a virtual thread: it would hold on to its carrier while it waits in a selector
        this.thread =
                Thread.ofPlatform()
                        .name("bus-" + source.topic() + "-" + source.group())
                        .daemon()
                        .unstarted(this);
    }

    void start() {
        thread.start();
    }

    /// Asks it to end, without waiting.
    void stop() {
        closing = true;
        consumer.wakeup();
    }

    @Override
    public long position() {
        return commits.position();
    }

    @Override
    public Optional<Fault> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        stop();
        if (thread.getState() == Thread.State.NEW) {
            leave();
        } else if (Thread.currentThread() != thread) {
            awaitEnd();
        }
        left.accept(this);
    }

    @Override
    public void run() {
        try {
            consumer.subscribe(List.of(source.name()), new Rebalance(commits, alignment));
            while (open()) {
                turn();
            }
        } catch (InterruptedException | InterruptException stopped) {
            fail(Fault.retryable("delivery to " + source.group() + " was interrupted", stopped));
        } catch (KafkaException refused) {
            fail(Fault.retryable("Kafka ends delivery of " + source + ": " + refused, refused));
        } catch (Throwable broken) {
            // The top of the thread: an Error here must not end delivery in silence.
            fail(Fault.corrupt("delivery to " + source.group() + " broke: " + broken, broken));
        } finally {
            leave();
        }
    }

    private boolean open() {
        return !closing && failure == null;
    }

    private void turn() throws InterruptedException {
        poll(IDLE, alignment.ahead(HELD_MOST));
        var due = alignment.next();
        while (due.isPresent() && open()) {
            handle(due.get());
            if (System.nanoTime() - polled > BETWEEN_SIGNS.toNanos()) {
                giveSign(SIGN);
                commits.send();
            }
            due = alignment.next();
        }
        giveUpOverdue();
        commits.send();
    }

    private void handle(Due due) throws InterruptedException {
        switch (attempts.on(message(due.message()), wait -> pass(due, wait))) {
            case Attempts.Outcome.Handled() -> alignment.handled(due);
            case Attempts.Outcome.Dropped() -> {}
            case Attempts.Outcome.Failed(var why) -> fail(why);
        }
    }

    /// Waits before the next attempt; false when the message has become somebody else's.
    private boolean pass(Due due, Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0 && open(); left = until - System.nanoTime()) {
            giveSign(Duration.ofNanos(left));
        }
        return open() && due.wanted();
    }

    private void giveSign(Duration wait) {
        poll(wait, alignment.lanes().keySet());
    }

    private void poll(Duration wait, Set<Integer> paused) {
        for (var partition : consumer.assignment()) {
            var one = List.of(partition);
            if (paused.contains(partition.partition())) consumer.pause(one);
            else consumer.resume(one);
        }
        try {
            for (var each : consumer.poll(wait)) {
                long missed = alignment.arrive(arrival(each), System.nanoTime());
                if (missed > 0) reportMissed(each, missed);
            }
        } catch (WakeupException _) {
            // closing; the loops look at that
        }
        polled = System.nanoTime();
    }

    private void giveUpOverdue() {
        var overdue = alignment.overdue(source.waits().completion(), System.nanoTime());
        for (var one : overdue) {
            if (commits.readToTheEnd(one.missing())) {
                LOG.atWarn()
                        .setMessage("bus.message.incomplete")
                        .addKeyValue("topic", source.topic())
                        .addKeyValue("group", source.group())
                        .addKeyValue("publisher", one.publisher())
                        .addKeyValue("sequence", one.place().sequence())
                        .addKeyValue("missing", one.missing().toString())
                        .log();
                alignment.giveUp(one, System.nanoTime());
            }
        }
    }

    private Message message(Arrival arrival) {
        return new Message(source.topic(), arrival.key(), arrival.offset(), arrival.bytes());
    }

    private static Arrival arrival(ConsumerRecord<byte[], byte[]> from) {
        var header = from.headers().lastHeader(Stamp.HEADER);
        var stamp = header == null ? Stamp.FOREIGN : Stamp.parse(header.value());
        var key = from.key() == null ? "" : new String(from.key(), StandardCharsets.UTF_8);
        var bytes = from.value() == null ? new byte[0] : from.value();
        return new Arrival(from.partition(), from.offset(), key, bytes, stamp);
    }

    private void reportMissed(ConsumerRecord<byte[], byte[]> next, long missed) {
        LOG.atError()
                .setMessage("bus.messages.missed")
                .addKeyValue("topic", source.topic())
                .addKeyValue("group", source.group())
                .addKeyValue("partition", next.partition())
                .addKeyValue("missed", missed)
                .log();
    }

    private void fail(Fault fault) {
        failure = fault;
    }

    private void leave() {
        commits.close();
    }

    private void awaitEnd() {
        try {
            if (!thread.join(LONGEST_CLOSE)) {
                LOG.atError()
                        .setMessage("bus.handler.hangs")
                        .addKeyValue("group", source.group())
                        .log();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is delivered to whom.
    ///
    /// @param topic as services call it
    /// @param name as Kafka calls it
    /// @param instants where only whole ones count as handled: whether they do at this moment
    record Source(
            String topic,
            String name,
            String group,
            Optional<BooleanSupplier> instants,
            KafkaSettings.Waits waits) {
        TopicPartition partition(int number) {
            return new TopicPartition(name, number);
        }

        @Override
        public String toString() {
            return "topic " + topic + " to group " + group;
        }
    }
}
