package ats.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// What is sent, in which order, and who is told of what is lost; on the library's own fake.
final class TopicWriterTest {
    private final List<Integer> sentAtFlush = new ArrayList<>();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(
                    cluster(),
                    false,
                    new RoundRobinPartitioner(),
                    new ByteArraySerializer(),
                    new ByteArraySerializer()) {
                @Override
                public synchronized void flush() {
                    sentAtFlush.add(history().size());
                    super.flush();
                }
            };
    private final TopicWriter writer = new TopicWriter(producer, "bars", "ann", 5);

    @Test
    void doesNotWaitForAKeyedMessage() {
        write("SPY");
        assertThat(sent()).containsExactly("SPY@5:0");
        assertThat(producer.flushed()).isFalse();
    }

    @Test
    void sendsAMessageForEveryoneToEachPartitionOnceAllBeforeItHaveArrived() {
        write("SPY");
        write("");
        write("AIG");
        assertThat(sent()).containsExactly("SPY@5:0", "@5:1", "@5:1", "@5:1", "AIG@5:2");
        assertThat(sentAtFlush).containsExactly(1, 4);
        assertThat(producer.history().subList(1, 4))
                .extracting(ProducerRecord::partition)
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void tellsTheNextPublisherOnceThatAMessageWasLost() {
        write("SPY");
        producer.errorNext(new TimeoutException("planned"));
        assertThatThrownBy(() -> write("AIG"))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("RETRYABLE: 1 messages before this one did not reach")
                .hasMessageContaining("planned");
        write("AIG");
        assertThat(sent()).containsExactly("SPY@5:0", "AIG@5:1");
    }

    @Test
    void sendsNoMessageForEveryoneAfterOneThatWasLost() {
        write("SPY");
        producer.errorNext(new TimeoutException("planned"));
        assertThatThrownBy(() -> write("")).isInstanceOf(Fault.class);
        assertThat(sent()).containsExactly("SPY@5:0");
    }

    private void write(String key) {
        writer.write(key, new byte[] {1});
    }

    private List<String> sent() {
        return producer.history().stream().map(TopicWriterTest::text).toList();
    }

    private static String text(ProducerRecord<byte[], byte[]> sent) {
        var place = Stamp.parse(sent.headers().lastHeader(Stamp.HEADER).value()).place();
        var key = new String(sent.key(), StandardCharsets.UTF_8);
        return key + "@" + place.epoch() + ":" + place.sequence();
    }

    private static Cluster cluster() {
        var node = new Node(1, "localhost", 9092);
        var nodes = new Node[] {node};
        var partitions =
                IntStream.range(0, 3)
                        .mapToObj(number -> new PartitionInfo("bars", number, node, nodes, nodes))
                        .toList();
        return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
    }
}
