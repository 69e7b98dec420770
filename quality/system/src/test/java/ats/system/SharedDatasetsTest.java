package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.adapters.kafka.KafkaBus;
import ats.adapters.kafka.KafkaSettings;
import ats.adapters.postgres.Database;
import ats.adapters.postgres.LocalDatabase;
import ats.adapters.postgres.PostgresJobStore;
import ats.learning.job.DatasetRequest;
import ats.learning.store.Job;
import ats.platform.columns.ColumnFolder;
import ats.platform.files.Vault;
import ats.platform.json.Json;
import ats.testkit.AtsProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Three processes of feature-engineering over one history, one database and one Kafka.
final class SharedDatasetsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final Duration LESS_THAN_THE_SILENCE = Duration.ofSeconds(25);
    private static final String SERVICE = "feature-engineering";
    private static final int SYMBOLS = 24;

    @TempDir private Path folder;

    private final List<AtsProcess> others = new ArrayList<>();
    private final List<AtsProcess> hands = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private final int simulator = Ports.free(4);
    private KafkaProcess kafka;
    private LocalDatabase server;
    private Database database;
    private Connection connection;
    private KafkaBus bus;
    private long filed = 1_000;

    @BeforeEach
    void startAll() throws SQLException {
        kafka = new KafkaProcess(folder.resolve("kafka"));
        server = LocalDatabase.start(home().resolve("data/postgres"), home().resolve("run"));
        database = Database.open(server.address());
        var address = server.address();
        connection =
                DriverManager.getConnection(
                        address.url(), address.user(), address.password().reveal());
        bus = KafkaBus.open(KafkaSettings.of(kafka.servers(), "a-test"));
        for (var name : List.of("simulator", "data-acquisition")) {
            others.add(start(name));
        }
        startHand();
    }

    @AfterEach
    void stopAll() throws SQLException {
        Stream.concat(hands.stream(), others.stream()).forEach(AtsProcess::close);
        bus.close();
        connection.close();
        database.close();
        server.close();
        kafka.close();
    }

    @Test
    void threeMakeTheBytesThatOneMakesAlsoWhenOneIsKilledInTheMiddleOfAPart() throws IOException {
        long cutoff = newestBar();
        var alone = made(file(cutoff));
        var bytes = bytes(alone);
        assertThat(ColumnFolder.open(new Vault(datasets()), alone).rows()).isGreaterThan(10_000);
        forget(alone);
        startHand();
        startHand();

        var shared = file(cutoff);
        assertThat(made(shared)).isEqualTo(alone);
        assertThat(bytes(alone)).isEqualTo(bytes);
        var shares = shares(shared);
        assertThat(shares).as("parts that each of three made").hasSize(3);
        assertThat(shares.values().stream().flatMap(Set::stream))
                .as("each part once")
                .hasSize(SYMBOLS);
        forget(alone);

        var orphan = killedInAPart(cutoff, alone);
        assertThat(made(orphan.job(), LESS_THAN_THE_SILENCE)).isEqualTo(alone);
        assertThat(bytes(alone)).isEqualTo(bytes);
        assertThat(shares(orphan.job()).values())
                .as("the part is made by another")
                .anyMatch(numbers -> numbers.contains(orphan.part()));
        hands.getFirst().await(PATIENCE, "no parts left", this::noPartsLeft);
    }

    /// A job, and the part that was in the middle when its taker was killed.
    private record Orphan(String job, int part) {}

    /// Stops the last hand while it has a part, and kills it then.
    private Orphan killedInAPart(long cutoff, String dataset) {
        var victim = hands.removeLast();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            forget(dataset);
            var job = file(cutoff);
            var part = killedInAPart(job, victim);
            if (part.isPresent()) {
                return new Orphan(job, part.get());
            }
        }
        throw new AssertionError("the third was never met with a part in hand");
    }

    /// Nothing when the job was over before.
    private Optional<Integer> killedInAPart(String job, AtsProcess victim) {
        var jobs = new PostgresJobStore(database);
        var taker = marks.getLast();
        while (!jobs.find(job).orElseThrow().state().over()) {
            if (held(job, taker).isPresent()) {
                victim.signal("STOP");
                var part = held(job, taker);
                if (part.isPresent()) {
                    victim.close();
                    return part;
                }
                victim.signal("CONT");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return Optional.empty();
    }

    private Optional<Integer> held(String job, String taker) {
        return asked(
                        "SELECT number FROM job_parts WHERE state = 'RUNNING' AND job = ?"
                                + " AND taker = ?",
                        job,
                        taker)
                .map(Long::intValue);
    }

    /// The first number of an answer.
    private Optional<Long> asked(String question, String... values) {
        try (var statement = connection.prepareStatement(question)) {
            for (int place = 0; place < values.length; place++) {
                statement.setString(place + 1, values[place]);
            }
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Which parts of a job each process made, by the file that it logs to.
    private SortedMap<String, SortedSet<Integer>> shares(String job) throws IOException {
        var shares = new TreeMap<String, SortedSet<Integer>>();
        try (var files = Files.list(home().resolve("logs"))) {
            for (var file : files.filter(SharedDatasetsTest::logOfAHand).toList()) {
                for (var line : Files.readAllLines(file)) {
                    var event = Json.parse(line);
                    if (madeAPart(event, job)) {
                        shares.computeIfAbsent(file.getFileName().toString(), _ -> new TreeSet<>())
                                .add(Integer.parseInt(event.path("ats.part").asString()));
                    }
                }
            }
        }
        return shares;
    }

    private static boolean logOfAHand(Path path) {
        var name = path.getFileName().toString();
        return name.startsWith(SERVICE) && name.endsWith(".json");
    }

    private static boolean madeAPart(JsonNode event, String job) {
        return event.path("message").asString().equals("dataset.part")
                && event.path("ats.job").asString().equals(job)
                && event.path("ats.state").asString().equals("DONE");
    }

    private String made(String job) {
        return made(job, PATIENCE);
    }

    private String made(String job, Duration longest) {
        var jobs = new PostgresJobStore(database);
        var done =
                hands.getFirst()
                        .await(
                                longest,
                                "the dataset of " + job,
                                () -> jobs.find(job).filter(each -> each.state().over()));
        assertThat(done.state()).as(done.result().reason()).isEqualTo(Job.State.DONE);
        return done.result().output();
    }

    /// Asks for the dataset, which is the same each time.
    private String file(long cutoff) {
        filed++;
        var request = new DatasetRequest("forward:lag=1,bars=15", cutoff, 5);
        long at = filed * 1_000_000_000L;
        var job = Job.of(Job.Kind.DATASET, request.text(), "a test", at, at);
        assertThat(new PostgresJobStore(database).file(job)).isTrue();
        bus.publish("jobs", job.id(), job.id().getBytes(StandardCharsets.UTF_8));
        return job.id();
    }

    /// All files of a dataset with their bytes.
    private SortedMap<String, String> bytes(String dataset) {
        var bytes = new TreeMap<String, String>();
        new Vault(datasets())
                .readAll(dataset)
                .forEach((name, content) -> bytes.put(name, HexFormat.of().formatHex(content)));
        return bytes;
    }

    /// They go after the job is said to be done.
    private Optional<Path> noPartsLeft() {
        var parts = home().resolve("data/parts");
        try (var left = Files.list(parts)) {
            return left.findAny().isPresent() ? Optional.empty() : Optional.of(parts);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void forget(String dataset) {
        new Vault(datasets()).remove(dataset);
    }

    /// The end of a bar that every symbol has.
    private long newestBar() {
        return asked(
                        "SELECT min(newest) FROM (SELECT max(to_at) AS newest FROM bars"
                                + " GROUP BY symbol_id)")
                .orElseThrow();
    }

    /// Comes back when it makes vectors, and so takes jobs.
    private void startHand() {
        var before = takers();
        var hand = start(SERVICE);
        hands.add(hand);
        hand.await(
                PATIENCE,
                "its being ready",
                () -> hand.metrics().filter(told -> told.contains("service_ready 1.0")));
        var mark = new TreeSet<>(takers());
        mark.removeAll(before);
        assertThat(mark).hasSize(1);
        marks.add(mark.getFirst());
    }

    private SortedSet<String> takers() {
        try (var all = Files.list(home().resolve("data/takers"))) {
            return all.map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (NoSuchFileException none) {
            return new TreeSet<>();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private AtsProcess start(String service) {
        var variables = new TreeMap<String, String>();
        variables.put("ATS_BUS_SERVERS", kafka.servers());
        variables.put("ATS_SIMULATOR_PORT", Integer.toString(simulator));
        variables.put("ATS_DEMONSTRATION_SYMBOLS", Integer.toString(SYMBOLS));
        variables.put("ATS_DEMONSTRATION_HISTORY", "40");
        variables.put("ATS_DEMONSTRATION_SPEED", "1");
        if (!service.equals("simulator")) {
            variables.put("ATS_SIMULATOR_URL", "http://127.0.0.1:" + simulator);
        }
        return AtsProcess.start(home(), variables, "run", service);
    }

    private Path datasets() {
        return home().resolve("data/datasets");
    }

    private Path home() {
        return folder.resolve("home");
    }
}
