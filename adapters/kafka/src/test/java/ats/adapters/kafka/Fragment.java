package ats.adapters.kafka;

import module java.base;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A publisher that writes single copies of its messages.
final class Fragment implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String name;

    Fragment(KafkaSettings settings, String name) {
        this.producer = new Clients(settings).producer();
        this.topic = settings.full("bars");
        this.name = name;
    }

    /// Message 0, to partitions `from` to `to`.
    void copies(int from, int to) {
        for (int partition = from; partition < to; partition++) {
            send(partition, "", 0);
        }
    }

    void copies(int number, int from, int to) {
        for (int partition = from; partition < to; partition++) {
            send(partition, "", number);
        }
    }

    void keyed(int partition, int number) {
        send(partition, "key", number);
    }

    private void send(int partition, String key, int number) {
        var text = name + ":" + number;
        var record =
                new ProducerRecord<>(
                        topic,
                        partition,
                        key.getBytes(StandardCharsets.UTF_8),
                        text.getBytes(StandardCharsets.UTF_8));
        record.headers().add(Stamp.HEADER, new Stamp(name, new Place(1, number)).bytes());
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError("the fragment was not written", failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
