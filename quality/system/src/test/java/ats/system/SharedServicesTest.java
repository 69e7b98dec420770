package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.testkit.AtsProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/// Six services and the simulator, each in a process of its own, over Kafka: they trade as in one
/// process, and none that dies takes an order with it.
final class SharedServicesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// At sixty times real time, bars of a minute come each second.
    private static final Duration SOME_BARS = Duration.ofSeconds(4);

    private static final String CONTROLLER = "system-controller";
    private static final List<String> WORKERS =
            List.of(
                    "trading-strategy",
                    "feature-engineering",
                    "model-training",
                    "continuous-learning",
                    "data-acquisition");

    @TempDir private Path folder;

    private final Map<String, AtsProcess> running = new LinkedHashMap<>();
    private final int simulator = Ports.free(4);
    private KafkaProcess kafka;

    @BeforeEach
    void startAll() {
        kafka = new KafkaProcess(folder.resolve("kafka"));
        start("simulator");
        start(CONTROLLER);
        controller().page();
        WORKERS.forEach(this::start);
        awaitOrders(4);
    }

    @AfterEach
    void stopAll() {
        running.values().forEach(AtsProcess::close);
        kafka.close();
    }

    @Test
    void tradeTogetherAndLoseNothingWhoeverDies() {
        awaitAllTold();
        awaitMetrics("trading-strategy", "service_ready 1.0", "trading_lease_held 1.0");
        awaitMetrics("trading-strategy", "trading_state 0.0", "trading_killed 0.0");

        dieAndComeBack("trading-strategy", Duration.ZERO);
        dieAndComeBack("feature-engineering", Duration.ZERO);
        dieAndComeBack("data-acquisition", SOME_BARS);
        awaitLogged("trading-strategy", "bars.caught.up");
        dieAndComeBack("simulator", Duration.ZERO);

        kafka.kill();
        awaitTrouble("data-acquisition", "no Kafka broker answers");
        awaitMetrics("data-acquisition", "service_ready 0.0");
        var refused = AtsProcess.run(home(), "check", "--home", home().toString());
        assertThat(refused.figures().path("ledgerSum").asInt(1)).isZero();
        kafka.startAgain();
        awaitOrders(orders() + 1);

        realPricesAreRefused();
        stop();
        var check = AtsProcess.run(home(), "check", "--home", home().toString());
        assertThat(check.status()).as(check.err() + check.out()).isZero();
        assertThat(check.figures().path("fills").asInt()).isPositive();
    }

    private void dieAndComeBack(String victim, Duration away) {
        running(victim).close();
        LockSupport.parkNanos(away.toNanos());
        start(victim);
        awaitAllReady();
        awaitOrders(orders() + 1);
    }

    /// The database knows that its prices are invented.
    private void realPricesAreRefused() {
        var variables = new TreeMap<>(variables());
        variables.remove("ATS_SIMULATOR_URL");
        variables.put("MASSIVE_API_KEY", "key");
        variables.put("ATS_TRADING_SYMBOLS", "SPY");
        try (var real = AtsProcess.start(home(), variables, "run", "data-acquisition")) {
            var ended = real.ended(PATIENCE);
            assertThat(ended.status()).isEqualTo(64);
            assertThat(ended.err()).hasLineCount(1).contains("of synthetic market 42", "never mix");
        }
    }

    /// The market first, so that nothing is filled behind a trader who has gone: that would be
    /// found at the next start.
    private void stop() {
        var names = new ArrayList<>(running.keySet());
        names.remove(CONTROLLER);
        names.add(CONTROLLER);
        for (var name : names) {
            running(name).signal("TERM");
            var ended = running(name).ended(PATIENCE);
            assertThat(ended.status()).as(name + ended.err()).isEqualTo(143);
        }
    }

    private void awaitOrders(int count) {
        controller()
                .await(
                        PATIENCE,
                        count + " orders",
                        "/api/v1/status",
                        now -> now.path("orders").asInt() >= count);
    }

    private void awaitTrouble(String service, String what) {
        controller()
                .await(
                        PATIENCE,
                        what,
                        "/api/v1/services",
                        lines ->
                                lines.valueStream()
                                        .filter(
                                                line ->
                                                        line.path("name")
                                                                .asString()
                                                                .equals(service))
                                        .anyMatch(
                                                line ->
                                                        line.path("detail")
                                                                .asString()
                                                                .contains(what)));
    }

    /// What the alerts look at.
    private void awaitMetrics(String service, String... lines) {
        var process = running(service);
        process.await(
                PATIENCE,
                String.join(", ", lines),
                () ->
                        process.metrics()
                                .filter(told -> told.lines().toList().containsAll(List.of(lines))));
    }

    private void awaitLogged(String service, String message) {
        running(service)
                .await(
                        PATIENCE,
                        message,
                        () -> Optional.of(message).filter(text -> logged(service).contains(text)));
    }

    private String logged(String service) {
        try (var files = Files.list(home().resolve("logs"))) {
            var text = new StringBuilder();
            for (var file : files.toList()) {
                if (file.getFileName().toString().startsWith(service)) {
                    text.append(Files.readString(file));
                }
            }
            return text.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int orders() {
        return controller().get("/api/v1/status").path("orders").asInt();
    }

    private void awaitAllReady() {
        controller()
                .await(
                        PATIENCE,
                        "all ready",
                        "/api/v1/services",
                        lines ->
                                lines.valueStream()
                                        .filter(
                                                line ->
                                                        !line.path("name")
                                                                .asString()
                                                                .equals("trading-strategy"))
                                        .allMatch(line -> line.path("ready").asBoolean()));
    }

    /// Four orders may come before the last of them has told of itself.
    private void awaitAllTold() {
        controller()
                .await(
                        PATIENCE,
                        "all services",
                        "/api/v1/services",
                        lines -> names(lines).containsAll(WORKERS));
        assertThat(names(controller().get("/api/v1/services"))).contains(CONTROLLER);
    }

    private static Set<String> names(JsonNode lines) {
        return lines.valueStream()
                .map(line -> line.path("name").asString())
                .collect(Collectors.toSet());
    }

    private AtsProcess running(String service) {
        return Objects.requireNonNull(running.get(service), service);
    }

    private AtsProcess controller() {
        return running(CONTROLLER);
    }

    private void start(String service) {
        var variables = variables();
        if (service.equals("simulator")) {
            variables.remove("ATS_SIMULATOR_URL");
        }
        running.put(service, AtsProcess.start(home(), variables, "run", service));
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        variables.put("ATS_BUS_SERVERS", kafka.servers());
        variables.put("ATS_SIMULATOR_URL", "http://127.0.0.1:" + simulator);
        variables.put("ATS_SIMULATOR_PORT", Integer.toString(simulator));
        variables.put("ATS_DEMONSTRATION_HISTORY", "5");
        return variables;
    }
}
