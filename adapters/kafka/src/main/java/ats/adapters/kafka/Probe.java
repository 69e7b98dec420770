package ats.adapters.kafka;

import module java.base;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/// Knows whether brokers answer, without making anybody wait: it asks now and then, and says what
/// the last answer was.
final class Probe {
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(4);

    private final String servers;
    private final Admin admin;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile String trouble = "";
    private volatile long askedAt = System.nanoTime() - BETWEEN.toNanos();

    Probe(String servers, Admin admin) {
        this.servers = servers;
        this.admin = admin;
    }

    /// Empty when all is well, as far as is known.
    Optional<String> trouble() {
        if (System.nanoTime() - askedAt >= BETWEEN.toNanos() && asking.compareAndSet(false, true)) {
            askedAt = System.nanoTime();
            ask();
        }
        return Optional.of(trouble).filter(why -> !why.isEmpty());
    }

    private void ask() {
        var options = new DescribeClusterOptions().timeoutMs((int) ANSWER.toMillis());
        var _ =
                admin.describeCluster(options)
                        .nodes()
                        .whenComplete(
                                (nodes, silent) -> {
                                    trouble =
                                            silent == null && !nodes.isEmpty()
                                                    ? ""
                                                    : "no Kafka broker answers at " + servers;
                                    asking.set(false);
                                });
    }
}
