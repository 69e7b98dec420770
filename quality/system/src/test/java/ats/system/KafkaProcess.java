package ats.system;

import module java.base;

/// A Kafka of one broker in a process of its own, with its log in a folder: it can be killed, and
/// started again on its port.
final class KafkaProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Path folder;
    private final int port;
    private Process process;

    /// Starts in an empty folder, and waits until it answers.
    KafkaProcess(Path folder) {
        this.folder = folder;
        port = Ports.free(2);
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("server.properties"), options());
            Files.writeString(folder.resolve("logback.xml"), QUIET);
            format();
            process = program("kafka.Kafka", file("server.properties")).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        awaitAnswer();
    }

    String servers() {
        return "127.0.0.1:" + port;
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    void startAgain() {
        try {
            process = program("kafka.Kafka", file("server.properties")).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        awaitAnswer();
    }

    @Override
    public void close() {
        kill();
    }

    private static final String QUIET =
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %level %logger %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private List<String> options() {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.bootstrap.servers=127.0.0.1:" + (port + 1),
                "controller.listener.names=CONTROLLER",
                "listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, port + 1),
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs=" + file("log"),
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "group.initial.rebalance.delay.ms=0");
    }

    private void format() throws IOException {
        var id = new byte[16];
        new Random(port).nextBytes(id);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        var formatting =
                program(
                                "kafka.tools.StorageTool",
                                "format",
                                "--standalone",
                                "--cluster-id=" + text,
                                "--config=" + file("server.properties"))
                        .start();
        try {
            if (formatting.waitFor() != 0) {
                throw new AssertionError(Files.readString(folder.resolve("out")));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private ProcessBuilder program(String main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        command.add("-Dlogback.configurationFile=" + file("logback.xml"));
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()));
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Ports.answers(port)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("no Kafka on port " + port + ": " + said());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("out"));
        } catch (IOException unread) {
            return unread.toString();
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
