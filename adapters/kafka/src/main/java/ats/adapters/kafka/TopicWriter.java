package ats.adapters.kafka;

import module java.base;

import ats.platform.Fault;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// Publishes to one topic, one message after the other, so that numbers and records have one order.
///
/// A keyed message is on its way when `write` returns; how many can be is bounded by the producer's
/// buffer. One for everyone goes to every partition, once all before it have arrived.
final class TopicWriter {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String publisher;
    private final long epoch;
    private final ReentrantLock order = new ReentrantLock();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile @Nullable Exception loss;
    private long sequence;

    TopicWriter(Producer<byte[], byte[]> producer, String topic, String publisher, long epoch) {
        this.producer = producer;
        this.topic = topic;
        this.publisher = publisher;
        this.epoch = epoch;
    }

    void write(String key, byte[] message) {
        order.lock();
        try {
            complain();
            if (key.isEmpty()) writeToAll(message);
            else writeTo(key, message);
        } catch (KafkaException failed) {
            throw Fault.retryable("topic " + topic + " takes no message: " + failed, failed);
        } finally {
            order.unlock();
        }
    }

    /// What cannot even be sent, for want of room or of brokers, fails here and now.
    private void writeTo(String key, byte[] message) {
        var sent = producer.send(record(null, key, message, stamp()), this::delivered);
        if (sent.isDone()) arrived(sent);
    }

    private void writeToAll(byte[] message) {
        producer.flush();
        complain();
        var stamp = stamp();
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var partition : producer.partitionsFor(topic)) {
            sent.add(producer.send(record(partition.partition(), "", message, stamp)));
        }
        producer.flush();
        sent.forEach(this::arrived);
    }

    private void arrived(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException failed) {
            var why = "a message did not reach topic " + topic + ": " + failed.getCause();
            throw failed.getCause() instanceof RecordTooLargeException
                    ? Fault.misuse(why, failed)
                    : Fault.retryable(why, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("interrupted while publishing to " + topic, stopped);
        }
    }

    private ProducerRecord<byte[], byte[]> record(
            @Nullable Integer partition, String key, byte[] message, byte[] stamp) {
        var headers = List.<Header>of(new RecordHeader(Stamp.HEADER, stamp));
        return new ProducerRecord<>(
                topic, partition, key.getBytes(StandardCharsets.UTF_8), message, headers);
    }

    private byte[] stamp() {
        return new Stamp(publisher, new Place(epoch, sequence++)).bytes();
    }

    /// On the producer's thread; on the publisher's own what fails is told at once.
    private void delivered(@Nullable RecordMetadata where, @Nullable Exception failed) {
        if (failed == null || order.isHeldByCurrentThread()) return;
        loss = failed;
        lost.incrementAndGet();
    }

    /// Tells of earlier messages that were accepted and did not arrive.
    private void complain() {
        int messages = lost.getAndSet(0);
        if (messages == 0) return;
        throw Fault.retryable(
                messages + " messages before this one did not reach topic " + topic + ": " + loss);
    }
}
