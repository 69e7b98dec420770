package ats.launcher;

import module java.base;

import ats.adapters.kafka.KafkaBus;
import ats.adapters.kafka.KafkaSettings;
import ats.adapters.postgres.PostgresControlStore;
import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.config.Configuration;
import ats.platform.lockstep.Lockstep;
import ats.platform.logs.LogSettings;
import ats.platform.logs.Logs;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.service.Service;
import ats.platform.time.WallMarketClock;
import ats.services.systemcontroller.Pulse;
import ats.services.systemcontroller.SystemController;

/// One service in a process of its own, together with those in others: one database, one bus, one
/// market. It differs from the service in one process in nothing but what it is plugged into.
final class SharedService {

    private final Configuration configuration;
    private final String name;
    private final Trade trade;
    private volatile boolean started;

    SharedService(Configuration configuration, String name) {
        this.configuration = configuration;
        this.name = name;
        trade = Trade.shared(configuration, name);
    }

    int run() {
        var home = Home.of(configuration.section(Settings.Run.class).home());
        Logs.mask(configuration.secrets());
        Logs.start(
                home.folder(),
                name,
                configuration.section(LogSettings.class),
                RunCommand.logsToConsole(false));
        var keys = configuration.section(Settings.DatabaseKeys.class);
        try (var stop = new StopSignal();
                var stores = Stores.open(keys, home, home.run());
                var metrics = new Metrics()) {
            stores.database().observe(metrics);
            var ground = new Running.Ground(home, stores, metrics);
            return trade == Trade.DEMONSTRATION ? onSimulator(ground, stop) : onReal(ground, stop);
        } finally {
            Logs.stop();
        }
    }

    private int onSimulator(Running.Ground ground, StopSignal stop) {
        var url = configuration.section(SharedKeys.Simulator.class).url();
        try (var link = new SimulatorLink(URI.create(url), stop)) {
            var market = link.note().market();
            Prices.requireSynthetic(ground.stores().database(), market.seed());
            var clock = link.clock();
            var vendors =
                    new SimulatedVendors(
                            link.addresses(), clock, Lockstep.free(), ground.metrics());
            var reached =
                    new SyntheticMarket.Reached(
                            vendors.vendor(MarketHours.CALENDAR),
                            new Assembly.Time(clock, Lockstep.free()));
            Supplier<Pulse> pulse = () -> MarketHours.pulse(clock, market.factor());
            return run(market.plugs(configuration, ground, reached, pulse), ground, stop);
        }
    }

    private int onReal(Running.Ground ground, StopSignal stop) {
        Prices.requireReal(ground.stores().database());
        try (var clock = new WallMarketClock()) {
            var vendors = new RealVendors(configuration, trade, clock);
            return run(vendors.plugs(ground, name, stop), ground, stop);
        }
    }

    private int run(Assembly.Plugs plugs, Running.Ground ground, StopSignal stop) {
        try (var bus = KafkaBus.open(settings())) {
            var context = Assembly.context(plugs, bus);
            var service = service(plugs);
            ground.metrics().gauge("service_ready", () -> health(service, bus).ready() ? 1 : 0);
            if (service instanceof SystemController controller) {
                controller.start(context);
                started = true;
                System.out.println(name + " with others over the bus");
                System.out.println("  page      " + controller.address());
                stop.await();
            } else {
                watched(service, context, ground, stop);
            }
            service.close();
            return 0;
        }
    }

    private KafkaSettings settings() {
        var keys = configuration.section(SharedKeys.Bus.class);
        return KafkaSettings.of(String.join(",", keys.servers()), name + "-" + Instance.NAME)
                .withPrefix(keys.prefix() + ".")
                .withTopics(
                        new KafkaSettings.Topics(
                                keys.partitions(), keys.replicas(), keys.retention()));
    }

    private Service service(Assembly.Plugs plugs) {
        return switch (name) {
            case "data-acquisition" -> Assembly.data(plugs);
            case "trading-strategy" -> Assembly.trader(plugs);
            case LoneService.CONTROLLER -> Assembly.controller(plugs, Map.of());
            default ->
                    plugs.brain().stream()
                            .flatMap(brain -> brain.services().stream())
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            Fault.misuse(
                                                    name
                                                            + " has nothing to do:"
                                                            + " learning.enabled is false"));
        };
    }

    /// Whoever watches over it sees it from before its start, which may take long.
    private void watched(Service service, Context context, Running.Ground ground, StopSignal stop) {
        Supplier<Health> health = () -> health(service, context.bus());
        var controls = new PostgresControlStore(ground.stores().database());
        try (var server = LoneHealth.serve(name, configuration, ground.metrics(), health);
                var _ = Heartbeats.start(name, health, controls)) {
            service.start(context);
            started = true;
            System.out.println(name + " with others over the bus; health " + server.address());
            stop.await();
        }
    }

    /// Before it is all plugged in, and while it hears nothing, it does not do its work, however
    /// well it is.
    private Health health(Service service, Bus bus) {
        var health = service.health();
        if (!health.ready()) {
            return health;
        }
        return started
                ? bus.trouble().map(Health::degraded).orElse(health)
                : Health.starting("starting");
    }
}
