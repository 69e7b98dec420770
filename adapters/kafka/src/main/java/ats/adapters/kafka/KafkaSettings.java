package ats.adapters.kafka;

import module java.base;

import ats.platform.Fault;

/// Which Kafka carries the bus, and as whom we publish.
///
/// @param servers `host:port`, several with commas between
/// @param prefix begins the name of each topic and group, so that systems can share a Kafka
/// @param publisher unlike that of any other process: the service's name and its instance's
public record KafkaSettings(
        String servers, String prefix, String publisher, Topics topics, Waits waits) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:]+]|[\\w.-]+):\\d{1,5}");

    public KafkaSettings {
        for (var server : servers.split(",", -1)) {
            if (!SERVER.matcher(server.strip()).matches()) {
                throw Fault.misuse(
                        "Kafka's servers are host:port, with commas between; not '" + server + "'");
            }
        }
        if (!prefix.isEmpty()) name("prefix of topics", prefix);
        name("publisher", publisher);
    }

    /// With the defaults of everything else.
    public static KafkaSettings of(String servers, String publisher) {
        return new KafkaSettings(servers, "ats.", publisher, Topics.DEFAULTS, Waits.DEFAULTS);
    }

    public KafkaSettings withPrefix(String other) {
        return new KafkaSettings(servers, other, publisher, topics, waits);
    }

    public KafkaSettings withTopics(Topics other) {
        return new KafkaSettings(servers, prefix, publisher, other, waits);
    }

    public KafkaSettings withWaits(Waits other) {
        return new KafkaSettings(servers, prefix, publisher, topics, other);
    }

    /// The name of a topic in Kafka, or of a group.
    String full(String own) {
        name("topic or group", own);
        return prefix + own;
    }

    private static void name(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw Fault.misuse(
                    "a " + what + " is up to 100 letters, digits, '.', '_' and '-'; not " + name);
        }
    }

    /// How topics are made that are not there yet; those that are stay as they are.
    ///
    /// @param partitions how many members of a group can share a topic's work
    /// @param replication on how many brokers each message lies; all but one have to be up
    /// @param retention how long messages are kept, handled or not
    public record Topics(int partitions, int replication, Duration retention) {
        /// A week covers a long weekend; what is older is fetched from the database.
        public static final Topics DEFAULTS = new Topics(12, 1, Duration.ofDays(7));

        public Topics {
            if (partitions < 1 || replication < 1 || !retention.isPositive()) {
                throw Fault.misuse(
                        "a topic needs partitions, replicas and a retention above zero; not "
                                + List.of(partitions, replication, retention));
            }
        }
    }

    /// How long to wait.
    ///
    /// @param connect for an answer when the bus is opened or a topic is made
    /// @param delivery while brokers are away, before a publish fails
    /// @param absence of a member, before the others take over its partitions
    /// @param completion of a message for everyone whose publisher died while sending it
    public record Waits(
            Duration connect, Duration delivery, Duration absence, Duration completion) {
        public static final Waits DEFAULTS =
                new Waits(
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30));

        public Waits {
            for (var wait : List.of(connect, delivery, absence, completion)) {
                if (!wait.isPositive()) throw Fault.misuse("a wait is above zero, not " + wait);
            }
        }
    }
}
