package ats.adapters.kafka;

import module java.base;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Kafka's clients, set up for the bus. Nothing is compressed, so none of Kafka's native libraries
/// is needed.
final class Clients {
    /// One request; a broker that says nothing for so long is asked again.
    private static final Duration REQUEST = Duration.ofSeconds(10);

    /// Longer than a handler is retried, so that only one that hangs is taken for dead.
    private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

    /// Kafka's own bookkeeping of clients in a JVM wants each to have a name of its own.
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final KafkaSettings settings;

    Clients(KafkaSettings settings) {
        this.settings = settings;
    }

    Admin admin() {
        var connect = settings.waits().connect();
        var shortest = REQUEST.compareTo(connect) < 0 ? REQUEST : connect;
        var options = common("admin");
        options.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(shortest));
        options.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(connect));
        return Admin.create(options);
    }

    /// Each record is on all replicas when it is acknowledged, once, in the order of sending.
    KafkaProducer<byte[], byte[]> producer() {
        var delivery = settings.waits().delivery();
        var shortest =
                REQUEST.compareTo(delivery.dividedBy(2)) < 0 ? REQUEST : delivery.dividedBy(2);
        var options = common("publisher");
        options.put(ProducerConfig.ACKS_CONFIG, "all");
        options.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        options.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        options.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(shortest));
        options.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(delivery));
        options.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.valueOf(delivery.toMillis()));
        return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
    }

    KafkaConsumer<byte[], byte[]> consumer(String group) {
        var absence = settings.waits().absence();
        var options = common(group);
        options.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        options.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        options.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        options.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        options.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(absence));
        options.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(absence.dividedBy(4)));
        options.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(LONGEST_CALL));
        return new KafkaConsumer<>(
                options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> common(String role) {
        var options = new TreeMap<String, Object>();
        options.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
        options.put(
                CommonClientConfigs.CLIENT_ID_CONFIG,
                settings.publisher() + "-" + role + "-" + COUNT.incrementAndGet());
        // no JMX, no telemetry: our metrics are the platform's
        options.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        options.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return options;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
