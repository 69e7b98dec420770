package ats.launcher;

import module java.base;

import ats.platform.config.Key;

/// What services in processes of their own share.
final class SharedKeys {

    private SharedKeys() {}

    /// The bus between them; without servers each service is alone.
    record Bus(
            @Key(doc = "Kafka's servers, host:port; empty: services in one process")
                    List<String> servers,
            @Key(doc = "what the names of our topics begin with") String prefix,
            @Key(doc = "partitions of a new topic: the most processes that can share one service")
                    int partitions,
            @Key(doc = "copies that Kafka keeps of each message") int replicas,
            @Key(doc = "how long messages are kept") Duration retention) {
        static final Bus DEFAULTS = new Bus(List.of(), "ats", 12, 1, Duration.ofDays(2));

        Bus {
            servers = List.copyOf(servers);
            new Complaints()
                    .require(
                            servers.stream().allMatch(each -> each.matches("[^:\\s]+:\\d+")),
                            "bus.servers",
                            servers,
                            "host:port, several separated by commas")
                    .require(
                            prefix.matches("[a-z][a-z0-9-]{0,30}"),
                            "bus.prefix",
                            prefix,
                            "small letters, digits and hyphens")
                    .require(
                            partitions >= 1 && partitions <= 1_000,
                            "bus.partitions",
                            partitions,
                            "1 to 1000")
                    .require(replicas >= 1 && replicas <= 9, "bus.replicas", replicas, "1 to 9")
                    .require(
                            retention.compareTo(Duration.ofHours(1)) >= 0,
                            "bus.retention",
                            retention,
                            "PT1H or more")
                    .raise();
        }

        boolean present() {
            return !servers.isEmpty();
        }
    }

    /// The simulated vendors in a process of their own.
    record Simulator(
            @Key(doc = "where the simulator tells of its market, http://host:port; empty: none")
                    String url,
            @Key(doc = "address it listens on; 0.0.0.0 for other machines") String host,
            @Key(doc = "its port; the vendors take the three that follow") int port) {
        static final Simulator DEFAULTS = new Simulator("", "127.0.0.1", 9400);

        Simulator {
            new Complaints()
                    .require(
                            url.isEmpty() || url.matches("http://[^/\\s]+"),
                            "simulator.url",
                            url,
                            "http://host:port")
                    .require(port >= 1 && port <= 65_532, "simulator.port", port, "1 to 65532")
                    .raise();
        }

        boolean present() {
            return !url.isEmpty();
        }
    }
}
