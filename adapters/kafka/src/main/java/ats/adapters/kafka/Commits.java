package ats.adapters.kafka;

import module java.base;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Kafka how far a group has handled a topic: never past what was handled, in batches, and
/// before partitions are handed over. Where whole instants count, it never tells of a part of one,
/// or of what the member has only put aside, but for partitions that are handed over while this
/// member lives on: it finishes what it has begun. Used by the consumer's thread; `position` by
/// any.
final class Commits {
    /// Between two batches: an idle group repeats at most so much after a crash.
    private static final Duration BETWEEN = Duration.ofMillis(100);

    /// While brokers are away nothing may wait longer than this.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final long NOTHING = -1;

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    private final KafkaDelivery.Source source;
    private final Consumer<byte[], byte[]> consumer;
    private final Alignment alignment;
    private final Map<TopicPartition, Long> sent = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private long last = System.nanoTime();
    private boolean closing;
    private volatile long position;

    Commits(KafkaDelivery.Source source, Consumer<byte[], byte[]> consumer, Alignment alignment) {
        this.source = source;
        this.consumer = consumer;
        this.alignment = alignment;
    }

    long position() {
        return position;
    }

    /// Where the group stands in partitions that it was just given.
    Map<Integer, Lane> resume(Collection<TopicPartition> given) {
        var found = found(given);
        var lanes = new TreeMap<Integer, Lane>();
        for (var partition : given) {
            var at = found.get(partition);
            if (at == null) {
                lanes.put(partition.partition(), Lane.fresh());
            } else {
                lanes.put(
                        partition.partition(),
                        Lane.resumed(at.offset(), Memory.parse(at.metadata())));
                sent.put(partition, at.offset());
                confirm(partition, at.offset());
            }
        }
        return lanes;
    }

    /// Sends what is new, if the last batch is long enough ago.
    void send() {
        if (System.nanoTime() - last < BETWEEN.toNanos()) return;
        var batch = batch(sent, source.instants());
        if (batch.isEmpty()) return;
        last = System.nanoTime();
        batch.forEach((partition, at) -> sent.put(partition, at.offset()));
        consumer.commitAsync(
                batch,
                (offsets, failed) -> {
                    if (failed == null) offsets.forEach((at, to) -> confirm(at, to.offset()));
                    else again(offsets.keySet(), failed);
                });
    }

    /// Sends what is new of partitions that others get, and waits for the answer.
    void handOver(Collection<TopicPartition> taken) {
        var batch = batch(committed, source.instants().filter(_ -> closing));
        batch.keySet().retainAll(taken);
        flush(batch);
    }

    /// What fails is delivered again to somebody.
    private void flush(Map<TopicPartition, OffsetAndMetadata> batch) {
        if (batch.isEmpty()) return;
        try {
            commitNow(batch);
            batch.forEach((partition, at) -> sent.put(partition, at.offset()));
            batch.forEach((partition, at) -> confirm(partition, at.offset()));
        } catch (KafkaException failed) {
            report(failed);
        }
    }

    void forget(TopicPartition partition) {
        sent.remove(partition);
        committed.remove(partition);
        count();
    }

    /// Whether nothing is left to read in these partitions. No, while brokers are away.
    boolean readToTheEnd(Collection<Integer> numbers) {
        var partitions = numbers.stream().map(source::partition).toList();
        try {
            var ends = consumer.endOffsets(partitions, LONGEST_WAIT);
            return partitions.stream().allMatch(at -> read(at) >= end(ends, at));
        } catch (WakeupException closed) {
            return false;
        } catch (KafkaException away) {
            report(away);
            return false;
        }
    }

    /// Commits the last, and leaves the group so that others need not wait.
    void close() {
        flush(batch(committed, source.instants()));
        closing = true;
        try {
            consumer.close(CloseOptions.timeout(LONGEST_WAIT));
        } catch (KafkaException failed) {
            report(failed);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> found(Collection<TopicPartition> given) {
        try {
            return consumer.committed(Set.copyOf(given), LONGEST_WAIT);
        } catch (KafkaException away) {
            // the consumer itself looks again for where to begin; only what we remember is lost
            report(away);
            return Map.of();
        }
    }

    /// What is handled, but for what is known already.
    private Map<TopicPartition, OffsetAndMetadata> batch(
            Map<TopicPartition, Long> known, Optional<BooleanSupplier> instants) {
        var batch = new HashMap<TopicPartition, OffsetAndMetadata>();
        if (instants.filter(settled -> !settled.getAsBoolean()).isPresent()) return batch;
        boolean whole = instants.isPresent();
        alignment
                .lanes()
                .forEach(
                        (number, lane) -> {
                            var partition = source.partition(number);
                            long before = known.getOrDefault(partition, NOTHING);
                            (whole ? lane.closedTo() : lane.handledTo())
                                    .filter(stand -> stand.offset() != before)
                                    .ifPresent(stand -> batch.put(partition, committable(stand)));
                        });
        return batch;
    }

    private static OffsetAndMetadata committable(Lane.Stand stand) {
        return new OffsetAndMetadata(stand.offset(), stand.memory());
    }

    private void commitNow(Map<TopicPartition, OffsetAndMetadata> batch) {
        try {
            consumer.commitSync(batch, LONGEST_WAIT);
        } catch (WakeupException closing) {
            // a wake-up is spent by the call that it ends
            consumer.commitSync(batch, LONGEST_WAIT);
        }
    }

    private void again(Set<TopicPartition> partitions, Exception failed) {
        partitions.forEach(sent::remove);
        report(failed);
    }

    private void confirm(TopicPartition partition, long offset) {
        committed.merge(partition, offset, Math::max);
        count();
    }

    /// A closed subscription keeps the position that it had.
    private void count() {
        if (closing) return;
        position = committed.values().stream().mapToLong(Long::longValue).sum();
    }

    private long read(TopicPartition at) {
        return consumer.position(at, LONGEST_WAIT);
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition at) {
        return ends.getOrDefault(at, Long.MAX_VALUE);
    }

    private void report(Exception failed) {
        LOG.atWarn()
                .setMessage("bus.commit.failed")
                .addKeyValue("topic", source.topic())
                .addKeyValue("group", source.group())
                .addKeyValue("why", failed.toString())
                .log();
    }
}
