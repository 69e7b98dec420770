package ats.adapters.kafka;

import module java.base;

import ats.platform.Fault;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Makes topics on first use, and says whether Kafka is there at all.
final class TopicMaker implements AutoCloseable {
    /// Between a topic's creation and its being known to the broker that is asked next.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final KafkaSettings settings;
    private final Admin admin;
    private final Probe probe;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private TopicMaker(KafkaSettings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
        probe = new Probe(settings.servers(), admin);
    }

    /// Throws a RETRYABLE fault when no broker answers.
    static TopicMaker open(KafkaSettings settings, Clients clients) {
        Admin admin;
        try {
            admin = clients.admin();
        } catch (KafkaException unknownHosts) {
            throw away(settings, unknownHosts);
        }
        var maker = new TopicMaker(settings, admin);
        try {
            maker.answer(admin.describeCluster().nodes().toCompletionStage());
            return maker;
        } catch (ExecutionException | TimeoutException silent) {
            maker.close();
            throw away(settings, silent);
        }
    }

    Optional<String> trouble() {
        return probe.trouble();
    }

    void make(String name) {
        if (known.contains(name)) return;
        var topics = settings.topics();
        var topic =
                new NewTopic(
                        name,
                        Optional.of(topics.partitions()),
                        Optional.of((short) topics.replication()));
        topic.configs(
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(topics.retention().toMillis()),
                        // one broker may be away; with a single replica none may
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(Math.max(1, topics.replication() - 1))));
        try {
            answer(admin.createTopics(List.of(topic)).all().toCompletionStage());
            awaitKnown(name);
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) throw refused(name, refused);
        } catch (TimeoutException silent) {
            throw away(settings, silent);
        }
        known.add(name);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private void awaitKnown(String name) throws ExecutionException, TimeoutException {
        long until = System.nanoTime() + settings.waits().connect().toNanos();
        while (!knows(name)) {
            if (System.nanoTime() > until) {
                throw Fault.retryable("Kafka made topic " + name + ", but does not know it yet");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private boolean knows(String name) throws ExecutionException, TimeoutException {
        try {
            answer(admin.describeTopics(List.of(name)).allTopicNames().toCompletionStage());
            return true;
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException) return false;
            throw refused;
        }
    }

    private <T> T answer(CompletionStage<T> asked) throws ExecutionException, TimeoutException {
        try {
            long most = settings.waits().connect().toMillis() + 1_000;
            return asked.toCompletableFuture().get(most, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("interrupted while asking Kafka", stopped);
        }
    }

    private Fault refused(String name, ExecutionException refused) {
        var why = "Kafka does not make topic " + name + ": " + refused.getCause();
        return refused.getCause() instanceof InvalidReplicationFactorException
                ? Fault.misuse(
                        why + "; ask for at most as many replicas as there are brokers", refused)
                : Fault.retryable(why, refused);
    }

    private static Fault away(KafkaSettings settings, Throwable why) {
        return Fault.retryable(
                "no Kafka broker answers at "
                        + settings.servers()
                        + " within "
                        + settings.waits().connect().toSeconds()
                        + " s: start it, or correct the bus's servers",
                why);
    }
}
