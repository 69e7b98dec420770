package ats.launcher;

import module java.base;

import ats.adapters.postgres.PostgresAuditTrail;
import ats.adapters.postgres.PostgresControlStore;
import ats.adapters.postgres.PostgresMarketStore;
import ats.adapters.postgres.PostgresOverview;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.store.ControlStore;
import ats.platform.Fault;
import ats.platform.bus.InProcessBus;
import ats.platform.config.Configuration;
import ats.platform.http.HttpSettings;
import ats.platform.lockstep.Lockstep;
import ats.platform.logs.LogSettings;
import ats.platform.logs.Logs;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.time.ProcessClock;
import ats.platform.time.WallMarketClock;
import ats.services.systemcontroller.Face;
import ats.services.systemcontroller.Pulse;
import ats.services.systemcontroller.SystemController;

/// One service in a process of its own. What works only with messages from other processes is
/// healthy and idle until there is a bus that they share, and says so.
final class LoneService {

    static final String CONTROLLER = "system-controller";

    static final List<String> NAMES =
            List.of(
                    "continuous-learning",
                    "data-acquisition",
                    "feature-engineering",
                    "model-training",
                    CONTROLLER,
                    "trading-strategy");

    private static final Health IDLE =
            Health.idle("alone, without a bus shared with other processes: nothing to do");
    private static final int KEPT = 1_000;

    private final Configuration configuration;
    private final String name;

    LoneService(Configuration configuration, String name) {
        if (!NAMES.contains(name)) {
            throw Fault.misuse(
                    "'" + name + "' is no service; write one of " + String.join(", ", NAMES));
        }
        this.configuration = configuration;
        this.name = name;
    }

    /// Whether a process of its own can be started by that name.
    static boolean known(String name) {
        return NAMES.contains(name) || name.equals(LoneSimulator.NAME);
    }

    /// Until somebody stops it; the exit status.
    static int run(Configuration configuration, String name) {
        return name.equals(LoneSimulator.NAME)
                ? new LoneSimulator(configuration).run()
                : new LoneService(configuration, name).run();
    }

    private int run() {
        if (configuration.section(SharedKeys.Bus.class).present()) {
            return new SharedService(configuration, name).run();
        }
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
            var controls = new PostgresControlStore(stores.database());
            if (name.equals(CONTROLLER)) {
                controller(home, stores, metrics, stop);
            } else {
                idle(controls, metrics, stop);
            }
            return 0;
        } finally {
            Logs.stop();
        }
    }

    private void controller(Home home, Stores stores, Metrics metrics, StopSignal stop) {
        try (var clock = new WallMarketClock();
                var bus = new InProcessBus(Lockstep.free(), KEPT)) {
            var context =
                    new Context(
                            Instance.NAME,
                            configuration.environment(),
                            home.folder(),
                            bus,
                            clock,
                            ProcessClock.system(),
                            Lockstep.free(),
                            metrics);
            var controller = new SystemController(needs(home, stores, clock));
            controller.start(context);
            System.out.println(
                    name
                            + " alone, without a bus shared with other processes: it shows what is"
                            + " stored; page "
                            + controller.address());
            stop.await();
            controller.close();
        }
    }

    private SystemController.Needs needs(Home home, Stores stores, WallMarketClock clock) {
        var database = stores.database();
        var trading = configuration.section(Settings.Trading.class);
        var learning = configuration.section(LearningKeys.class);
        var face =
                new Face(
                        BacktestCommand.ACCOUNT,
                        trading.symbols().stream().map(Symbol::of).toList(),
                        Timeframe.parse(trading.bars()),
                        "simulated",
                        "the controller alone",
                        configuration.environment(),
                        Version.text());
        return new SystemController.Needs(
                face,
                new SystemController.Stores(
                        new PostgresOverview(database),
                        new PostgresAuditTrail(database),
                        new PostgresControlStore(database),
                        new PostgresMarketStore(database)),
                learning.enabled()
                        ? Optional.of(Brain.stores(database, learning))
                        : Optional.empty(),
                () -> new Pulse(clock.now(), "", 0, 1),
                Map.of(),
                configuration.section(HttpSettings.class),
                home.token(configuration));
    }

    private void idle(ControlStore controls, Metrics metrics, StopSignal stop) {
        try (var server = LoneHealth.serve(name, configuration, metrics, () -> IDLE);
                var _ = Heartbeats.start(name, () -> IDLE, controls)) {
            System.out.println(name + " " + IDLE.detail() + "; health " + server.address());
            stop.await();
        }
    }
}
