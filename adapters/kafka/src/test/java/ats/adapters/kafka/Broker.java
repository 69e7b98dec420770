package ats.adapters.kafka;

import module java.base;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/// A Kafka of one broker inside this JVM, which can be stopped and started again on its port.
final class Broker implements AutoCloseable {
    private final Path folder;
    private final int port = freePort();
    private final int controllerPort = freePort();
    private KafkaRaftServer server;

    /// Starts in an empty folder.
    Broker(Path folder) {
        this.folder = folder.resolve("log");
        format();
        server = started();
    }

    String servers() {
        return "localhost:" + port;
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    void start() {
        server = started();
    }

    @Override
    public void close() {
        stop();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private KafkaRaftServer started() {
        var starting = new KafkaRaftServer(new KafkaConfig(options(), false), Time.SYSTEM);
        starting.startup();
        return starting;
    }

    private Map<String, String> options() {
        var options = new TreeMap<String, String>();
        options.put("process.roles", "broker,controller");
        options.put("node.id", "1");
        options.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        options.put("controller.listener.names", "CONTROLLER");
        options.put(
                "listeners",
                "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        options.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        options.put("log.dirs", folder.toString());
        options.put("auto.create.topics.enable", "false");
        options.put("offsets.topic.replication.factor", "1");
        options.put("offsets.topic.num.partitions", "1");
        options.put("transaction.state.log.replication.factor", "1");
        options.put("transaction.state.log.min.isr", "1");
        options.put("share.coordinator.state.topic.replication.factor", "1");
        options.put("share.coordinator.state.topic.min.isr", "1");
        options.put("group.initial.rebalance.delay.ms", "0");
        options.put("group.min.session.timeout.ms", "500");
        options.put("log.retention.check.interval.ms", "600000");
        options.put("log.segment.delete.delay.ms", "0");
        options.put("metric.reporters", "");
        return options;
    }

    private void format() {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(folder.toString()))
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .run();
        } catch (Exception failed) { // the library's own declaration
            throw new IllegalStateException("the broker's folder " + folder, failed);
        }
    }
}
