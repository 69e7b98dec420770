package ats.adapters.kafka;

import module java.base;

import ats.platform.Fault;
import ats.platform.bus.Attempts;
import ats.platform.bus.Bus;
import ats.platform.bus.Handler;
import ats.platform.bus.Redelivery;
import ats.platform.bus.Subscription;

import org.apache.kafka.clients.producer.Producer;

/// The bus of several processes and machines, on Kafka.
///
/// Kafka's log is the buffer: a slow group holds up no publisher, and finds what it has not handled
/// as long as the topic retains it. A publisher waits only while brokers are away. A group's
/// members share a topic's partitions; a member that gets none, because there are more members than
/// partitions, gets no message for everyone either.
public final class KafkaBus implements Bus {
    /// For what is on its way when the bus closes.
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final Redelivery redelivery;
    private final Clients clients;
    private final TopicMaker topics;
    private final Producer<byte[], byte[]> producer;
    private final long epoch = System.currentTimeMillis();
    private final ConcurrentHashMap<String, TopicWriter> writers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, KafkaDelivery> deliveries = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// Throws a RETRYABLE fault when no broker answers in time.
    public static KafkaBus open(KafkaSettings settings) {
        return open(settings, Redelivery.DEFAULTS);
    }

    public static KafkaBus open(KafkaSettings settings, Redelivery redelivery) {
        var clients = new Clients(settings);
        return new KafkaBus(settings, redelivery, clients, TopicMaker.open(settings, clients));
    }

    private KafkaBus(
            KafkaSettings settings, Redelivery redelivery, Clients clients, TopicMaker topics) {
        this.settings = settings;
        this.redelivery = redelivery;
        this.clients = clients;
        this.topics = topics;
        this.producer = clients.producer();
    }

    @Override
    public void publish(String topic, String key, byte[] message) {
        refuseOnceClosed(topic);
        var writer = writers.get(topic);
        if (writer == null) {
            var name = made(topic);
            writer =
                    writers.computeIfAbsent(
                            topic,
                            _ -> new TopicWriter(producer, name, settings.publisher(), epoch));
        }
        writer.write(key, message);
    }

    @Override
    public Subscription subscribe(String topic, String group, Handler handler) {
        return subscribe(topic, group, handler, Optional.empty());
    }

    @Override
    public Subscription subscribeToInstants(
            String topic, String group, Handler handler, BooleanSupplier settled) {
        return subscribe(topic, group, handler, Optional.of(settled));
    }

    private Subscription subscribe(
            String topic, String group, Handler handler, Optional<BooleanSupplier> instants) {
        refuseOnceClosed(topic);
        var name = made(topic);
        var id = settings.full(topic + "." + group);
        var attempts = new Attempts(group, handler, redelivery);
        var delivery =
                new KafkaDelivery(
                        new KafkaDelivery.Source(topic, name, group, instants, settings.waits()),
                        clients.consumer(id),
                        attempts,
                        left -> deliveries.remove(id, left));
        if (deliveries.putIfAbsent(id, delivery) != null) {
            delivery.close();
            throw Fault.misuse("group " + group + " is already subscribed to " + topic + " here");
        }
        delivery.start();
        if (closed) delivery.close();
        refuseOnceClosed(topic);
        return delivery;
    }

    @Override
    public Optional<String> trouble() {
        return topics.trouble();
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
        deliveries.values().forEach(KafkaDelivery::stop);
        deliveries.values().forEach(KafkaDelivery::close);
        producer.close(LONGEST_CLOSE);
        topics.close();
    }

    private void refuseOnceClosed(String topic) {
        if (closed) throw Fault.misuse("the bus is closed; topic " + topic);
    }

    private String made(String topic) {
        var name = settings.full(topic);
        topics.make(name);
        return name;
    }
}
