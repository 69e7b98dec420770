package ats.launcher;

import module java.base;

import ats.adapters.postgres.Database;
import ats.adapters.postgres.PostgresActionStore;
import ats.adapters.postgres.PostgresAuditTrail;
import ats.adapters.postgres.PostgresControlStore;
import ats.adapters.postgres.PostgresFlowStore;
import ats.adapters.postgres.PostgresLeaseStore;
import ats.adapters.postgres.PostgresMarketStore;
import ats.adapters.postgres.PostgresOverview;
import ats.adapters.postgres.PostgresTradingStore;
import ats.engine.port.Broker;
import ats.engine.port.FlowFeed;
import ats.engine.port.MarketFeed;
import ats.engine.store.ActionStore;
import ats.engine.store.ControlStore;
import ats.engine.store.MarketStore;
import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.bus.InProcessBus;
import ats.platform.config.Secret;
import ats.platform.http.HttpSettings;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.service.Service;
import ats.platform.time.MarketClock;
import ats.platform.time.ProcessClock;
import ats.services.dataacquisition.AcquisitionSettings;
import ats.services.dataacquisition.DataAcquisition;
import ats.services.dataacquisition.Flow;
import ats.services.systemcontroller.Face;
import ats.services.systemcontroller.Pulse;
import ats.services.systemcontroller.SystemController;
import ats.services.tradingstrategy.TradingSettings;
import ats.services.tradingstrategy.TradingStrategy;
import ats.strategy.Setup;

/// The services of one system in one JVM, wired to what is plugged in.
final class Assembly implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 10;

    /// Messages of a topic kept for its slowest reader: some minutes of ten thousand symbols.
    private static final int KEPT = 100_000;

    private final InProcessBus bus;
    private final Context context;
    private final DataAcquisition data;
    private final TradingStrategy trader;
    private final SystemController controller;
    private final Optional<Brain> brain;

    /// What differs from wiring to wiring.
    record Plugs(
            Home home,
            String environment,
            Database database,
            Vendor vendor,
            Time time,
            Metrics metrics,
            Strategy strategy,
            AcquisitionSettings acquisition,
            DataAcquisition.Progress progress,
            Page page,
            Optional<Brain> brain) {}

    /// What the page shows, by whose time, where it is served, and what guards every change.
    record Page(Face face, Supplier<Pulse> pulse, HttpSettings http, Supplier<Secret> token) {}

    /// Where prices come from and where orders go, and where options flow comes from, if it does;
    /// each is reached when the service that needs it is made.
    record Vendor(
            Supplier<MarketFeed> feed,
            Supplier<Broker> broker,
            Supplier<Optional<FlowFeed>> flow) {}

    /// By whose clock, and whether time waits.
    record Time(MarketClock clock, Lockstep lockstep) {}

    /// What is traded, and how the trader behaves.
    record Strategy(Setup setup, TradingSettings settings) {}

    Assembly(Plugs plugs) {
        brain = plugs.brain();
        bus = new InProcessBus(plugs.time().lockstep(), KEPT);
        context = context(plugs, bus);
        data = data(plugs);
        trader = trader(plugs);
        controller = controller(plugs, healths());
    }

    /// The stores that more than one service shares.
    private record Shelves(MarketStore bars, ActionStore actions, ControlStore controls) {

        static Shelves of(Database database) {
            return new Shelves(
                    new PostgresMarketStore(database),
                    new PostgresActionStore(database),
                    new PostgresControlStore(database));
        }
    }

    static Context context(Plugs plugs, Bus bus) {
        return new Context(
                Instance.NAME,
                plugs.environment(),
                plugs.home().folder(),
                bus,
                plugs.time().clock(),
                ProcessClock.system(),
                plugs.time().lockstep(),
                plugs.metrics());
    }

    static DataAcquisition data(Plugs plugs) {
        var shelves = Shelves.of(plugs.database());
        var alerts = new PostgresFlowStore(plugs.database());
        return new DataAcquisition(
                new DataAcquisition.Needs(
                        plugs.vendor().feed().get(),
                        shelves.bars(),
                        shelves.actions(),
                        plugs.strategy().setup().hours(),
                        plugs.acquisition(),
                        plugs.progress(),
                        plugs.vendor().flow().get().map(feed -> new Flow(feed, alerts))));
    }

    static TradingStrategy trader(Plugs plugs) {
        var shelves = Shelves.of(plugs.database());
        return new TradingStrategy(
                new TradingStrategy.Needs(
                        plugs.strategy().setup(),
                        plugs.vendor().broker().get(),
                        new TradingStrategy.Stores(
                                new PostgresTradingStore(plugs.database()),
                                new PostgresLeaseStore(plugs.database()),
                                shelves.bars(),
                                shelves.actions(),
                                shelves.controls()),
                        plugs.strategy().settings(),
                        plugs.brain()
                                .map(Brain::intelligence)
                                .orElse(TradingStrategy.Intelligence.none())));
    }

    /// It looks after these services, and after all others by their heartbeats.
    static SystemController controller(Plugs plugs, Map<String, Supplier<Health>> services) {
        var shelves = Shelves.of(plugs.database());
        return new SystemController(
                new SystemController.Needs(
                        plugs.page().face(),
                        new SystemController.Stores(
                                new PostgresOverview(plugs.database()),
                                new PostgresAuditTrail(plugs.database()),
                                shelves.controls(),
                                shelves.bars()),
                        plugs.brain().map(Brain::stores),
                        plugs.page().pulse(),
                        services,
                        plugs.page().http(),
                        plugs.page().token()));
    }

    private Map<String, Supplier<Health>> healths() {
        var healths = new TreeMap<String, Supplier<Health>>();
        healths.put(data.name(), data::health);
        healths.put(trader.name(), trader::health);
        learners().forEach(service -> healths.put(service.name(), service::health));
        return healths;
    }

    private List<Service> learners() {
        return brain.map(Brain::services).orElse(List.of());
    }

    Context context() {
        return context;
    }

    DataAcquisition data() {
        return data;
    }

    TradingStrategy trader() {
        return trader;
    }

    SystemController controller() {
        return controller;
    }

    Optional<Brain> brain() {
        return brain;
    }

    List<Service> services() {
        return Stream.concat(Stream.of(controller, data, trader), learners().stream()).toList();
    }

    /// Everybody listens before anything is published.
    void start() {
        controller.start(context);
        trader.start(context);
        learners().forEach(service -> service.start(context));
        data.start(context);
    }

    /// Until everything does its work; a fault when something has failed or takes for ever.
    void awaitReady() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < deadline) {
            var waiting = services().stream().filter(each -> !each.health().ready()).findFirst();
            if (waiting.isEmpty()) {
                return;
            }
            var health = waiting.get().health();
            if (health.state() == Health.State.FAILED) {
                throw Fault.venue(waiting.get().name() + " " + health.detail());
            }
            LockSupport.parkNanos(LOOK_MILLIS * 1_000_000);
        }
        throw Fault.retryable(
                "not ready after "
                        + LONGEST_START
                        + ": "
                        + services().stream()
                                .map(each -> each.name() + " " + each.health().detail())
                                .collect(Collectors.joining("; ")));
    }

    /// What has failed for good, if anything.
    Optional<String> failure() {
        return services().stream()
                .filter(each -> each.health().state() == Health.State.FAILED)
                .map(each -> each.name() + " " + each.health().detail())
                .findFirst();
    }

    /// The trader's own stop, before anything that it needs.
    void stopTrading() {
        trader.close();
    }

    /// The trader first: what it cancels must still reach the broker.
    @Override
    public void close() {
        trader.close();
        data.close();
        learners().forEach(Service::close);
        controller.close();
        bus.close();
    }
}
