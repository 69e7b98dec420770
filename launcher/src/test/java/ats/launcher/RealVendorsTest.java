package ats.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.NewYorkCalendar;
import ats.platform.Fault;
import ats.platform.metrics.Metrics;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/// The wiring for real vendors from end to end: keys, database, services, sockets. The hosts are
/// simulated ones on loopback, and so that the exchange is open whenever the test runs, the
/// market's clock is theirs, sixty times as fast as the wall's.
final class RealVendorsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long FIRST_FILLS = Duration.ofMinutes(10).toNanos();

    @TempDir private Path folder;
    private Shell shell;
    private Hosts hosts;

    @BeforeEach
    void setUp() {
        shell = new Shell(folder);
        hosts = new Hosts(folder, new NewYorkCalendar());
    }

    @AfterEach
    void tearDown() {
        hosts.close();
        shell.close();
    }

    @Test
    void withDataKeysAloneTradesOnTheSimulatedBroker() {
        configure("ATS_TRADING_SYMBOLS=ASTER,QQQQQ");
        assertThatThrownBy(() -> new Wiring(Trade.SIMULATED_BROKER).close())
                .isInstanceOf(Fault.class)
                .hasMessageContaining("no bars of QQQQQ in the last week")
                .hasMessageContaining("ATS_TRADING_SYMBOLS");
        configure();
        try (var system = new Wiring(Trade.SIMULATED_BROKER)) {
            system.awaitFills();
            assertThat(system.status().path("kind").asString()).isEqualTo("simulated");
            assertThat(hosts.world().alpaca().requests()).isZero();
        }
        assertThat(Accounts.restored(Home.of(shell.home())).fills()).isNotEmpty();
    }

    @Test
    void withBothKeysTradesOnThePaperAccount() {
        configure("ALPACA_API_KEY_ID=" + Hosts.KEY, "ALPACA_API_SECRET_KEY=" + Hosts.SECRET);
        try (var system = new Wiring(Trade.PAPER)) {
            system.awaitFills();
            assertThat(system.status().path("kind").asString()).isEqualTo("paper");
            // a live account that does not wait would have traded by then, too
            assertThat(hosts.world().broker().fills().getFirst().happenedAt())
                    .isLessThan(hosts.open() + FIRST_FILLS);
        }
        assertThat(Home.of(shell.home()).book()).doesNotExist();
    }

    @Test
    void withRealMoneyWaitsUntilItsOwnerResumes() {
        shell.file("config/development.yaml", Hosts.LIMITS);
        configure(
                "ATS_MODE=live",
                "ATS_LIVE_CONFIRM=SIM1",
                "ALPACA_API_KEY_ID=" + Hosts.KEY,
                "ALPACA_API_SECRET_KEY=" + Hosts.SECRET);
        try (var system = new Wiring(Trade.LIVE)) {
            long late = hosts.open() + FIRST_FILLS;
            system.await("the first minutes", () -> hosts.world().clock().now() > late);
            assertThat(hosts.world().broker().orders()).isEmpty();
            assertThat(system.status().path("reason").asString())
                    .contains("real money starts paused");
            assertThat(system.status().path("kind").asString()).isEqualTo("live");

            system.post("resume");
            system.awaitFills();
            assertThat(hosts.world().broker().fills()).isNotEmpty();
        }
    }

    private void configure(String... lines) {
        var all = new ArrayList<>(List.of("MASSIVE_API_KEY=" + Hosts.KEY));
        all.add("ATS_TRADING_SYMBOLS=ASTER,BASIL,CEDAR,DAISY,ELDER");
        all.add("ATS_TRADING_STRATEGY=ema-cross");
        all.add("ATS_LEARNING_ENABLED=false");
        all.addAll(List.of(lines));
        hosts.configure(shell, all.toArray(String[]::new));
    }

    /// The system as `run` wires it once the keys have chosen the trade.
    private final class Wiring implements AutoCloseable {

        private final Home home = Home.of(shell.home());
        private final Home.Claim claim = home.claim();
        private final Metrics metrics = new Metrics();
        private final Stores stores;
        private final StopSignal stop = new StopSignal();
        private final CompletableFuture<Integer> ended;

        Wiring(Trade trade) {
            var configuration = shell.configuration();
            assertThat(Trade.chosen(configuration)).isEqualTo(trade);
            var vendors = new RealVendors(configuration, trade, hosts.world().clock());
            var account = vendors.accountThatMayTrade(metrics);
            assertThat(account).isEqualTo("SIM1");
            stores = Stores.of(configuration, home);
            var ground = new Running.Ground(home, stores, metrics);
            // a thread of its own: the common pool is the HTTP client's
            ended =
                    CompletableFuture.supplyAsync(
                            () -> vendors.run(ground, account, stop),
                            task -> Thread.ofPlatform().name("system").start(task));
            boolean begun = false;
            try {
                await("a page", () -> home.occupant().isPresent());
                await("a trader", this::trades);
                hosts.world().begin();
                begun = true;
            } finally {
                if (!begun) {
                    close();
                }
            }
        }

        void awaitFills() {
            await("a fill", () -> status().path("fills").asInt() > 0);
        }

        JsonNode status() {
            return api().get("/api/v1/status");
        }

        void post(String act) {
            api().post("/api/v1/trading/" + act, Map.of("reason", "test"));
        }

        void await(String what, BooleanSupplier condition) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!condition.getAsBoolean()) {
                if (ended.isCompletedExceptionally() && ended.exceptionNow() instanceof Fault why) {
                    throw why;
                }
                if (ended.isDone() || System.nanoTime() > deadline) {
                    throw new AssertionError("no " + what + "; ended: " + ended + told());
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }

        private boolean trades() {
            return !status().path("condition").asString().isEmpty();
        }

        private String told() {
            return home.occupant().isEmpty() ? "" : api().get("/api/v1/services").toString();
        }

        private Api api() {
            return Api.of(home, home.occupant().orElseThrow());
        }

        @Override
        public void close() {
            stop.ask();
            var _ = ended.handle((status, _) -> status).join();
            stop.close();
            stores.close();
            metrics.close();
            claim.close();
        }
    }
}
