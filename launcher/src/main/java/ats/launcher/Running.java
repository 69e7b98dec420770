package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.config.Configuration;
import ats.platform.lockstep.Lockstep;
import ats.platform.logs.LogSettings;
import ats.platform.logs.Logs;
import ats.platform.metrics.Metrics;
import ats.platform.time.WallMarketClock;

/// The system as it runs until somebody stops it: on the synthetic market, or on real vendors.
final class Running {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Configuration configuration;
    private final Trade trade;

    Running(Configuration configuration, Trade trade) {
        this.configuration = configuration;
        this.trade = trade;
    }

    int run() {
        requireSymbols();
        var home = Home.of(configuration.section(Settings.Run.class).home());
        try (var stop = new StopSignal();
                var _ = home.claim()) {
            Logs.mask(configuration.secrets());
            Logs.start(
                    home.folder(),
                    "ats",
                    configuration.section(LogSettings.class),
                    RunCommand.logsToConsole(false));
            return on(home, stop);
        } finally {
            Logs.stop();
        }
    }

    /// What cannot be traded is refused before anything is made.
    private void requireSymbols() {
        var _ =
                switch (trade) {
                    case DEMONSTRATION -> Scene.symbols(configuration);
                    case SIMULATED_BROKER, PAPER, LIVE -> Trade.symbols(configuration);
                };
    }

    /// Keys are tried before the database starts, and so before the first order.
    private int on(Home home, StopSignal stop) {
        try (var clock = new WallMarketClock();
                var metrics = new Metrics()) {
            return switch (trade) {
                case DEMONSTRATION -> {
                    try (var stores = stores(home, metrics)) {
                        yield demonstrate(new Ground(home, stores, metrics), stop);
                    }
                }
                case SIMULATED_BROKER, PAPER, LIVE -> {
                    var vendors = new RealVendors(configuration, trade, clock);
                    var account = vendors.accountThatMayTrade(metrics);
                    try (var stores = stores(home, metrics)) {
                        yield vendors.run(new Ground(home, stores, metrics), account, stop);
                    }
                }
            };
        }
    }

    private Stores stores(Home home, Metrics metrics) {
        var keys = configuration.section(Settings.DatabaseKeys.class);
        var stores = Stores.open(keys, home, home.run());
        stores.database().observe(metrics);
        return stores;
    }

    /// What every system stands on.
    record Ground(Home home, Stores stores, Metrics metrics) {}

    private int demonstrate(Ground ground, StopSignal stop) {
        var keys = configuration.section(Settings.Demonstration.class);
        var scene = Scene.of(configuration, ground.home);
        Prices.requireSynthetic(ground.stores.database(), scene.market().seed());
        try (var book = Scene.book(configuration, ground.home);
                var world =
                        scene.world(configuration, ground.home, book, SimulatedWorld.Doors.HERE);
                var assembly = assembly(ground, world, scene)) {
            assembly.start();
            ground.home.announce(occupant(assembly, keys));
            welcome(ground, assembly, keys, scene.again());
            assembly.awaitReady();
            world.begin();
            return watch(ground, scene, assembly, stop, world);
        }
    }

    private Assembly assembly(Ground ground, SimulatedWorld world, Scene scene) {
        var reached =
                new SyntheticMarket.Reached(
                        world.vendor(scene.calendar(), ground.metrics),
                        new Assembly.Time(world.clock(), Lockstep.free()));
        return new Assembly(
                scene.market()
                        .plugs(
                                configuration,
                                ground,
                                reached,
                                () -> world.pulse(scene.market().factor())));
    }

    private static Home.Running occupant(Assembly assembly, Settings.Demonstration keys) {
        return new Home.Running(
                ProcessHandle.current().pid(),
                assembly.controller().address().toString(),
                "synthetic, seed " + keys.seed() + ", " + keys.speed() + " times real time",
                Instant.now().toString());
    }

    private static void welcome(
            Ground ground, Assembly assembly, Settings.Demonstration keys, boolean again) {
        boolean newToken = !ground.home.hasSecret();
        var token = ground.home.secret();
        System.out.println(
                "ats " + Version.text() + ", SYNTHETIC market: no price here is anybody's");
        System.out.println(
                "  market    seed %d, %s times real time, closed hours skipped%s"
                        .formatted(
                                keys.seed(), keys.speed(), again ? "; goes on where it was" : ""));
        System.out.println(
                "  signal    planted, %s: so much of the next bar can be learned, no more"
                        .formatted(keys.signal()));
        System.out.println(
                "  trading   paper orders to a simulated broker; EMA cross until a model passes");
        System.out.println("  home      " + ground.home.folder());
        System.out.println("  page      " + assembly.controller().address());
        if (newToken) {
            System.out.println(
                    "  token     "
                            + token.reveal()
                            + "  (guards every change; ./ats token shows it again)");
        }
        System.out.println("Ctrl-C stops it; ./ats status, pause, flatten, kill from elsewhere.");
    }

    private static int watch(
            Ground ground, Scene scene, Assembly assembly, StopSignal stop, SimulatedWorld world) {
        var ended = world.ended();
        while (!stop.await(LOOK)) {
            if (ended.isCompletedExceptionally()) {
                return ended(ended.exceptionNow());
            }
        }
        int status = farewell(assembly);
        world.rest();
        scene.keep(ground.home, world.clock().now());
        return status;
    }

    /// A full disk, say: one line that says what to do; the next start goes on.
    static int ended(Throwable why) {
        if (why instanceof Fault fault) {
            System.err.println("ats: stopped: " + fault.reason());
            return Exit.TEMPORARY;
        }
        System.err.println("ats: the simulated market broke: " + why);
        return Exit.SOFTWARE;
    }

    static int farewell(Assembly assembly) {
        assembly.stopTrading();
        System.out.println("stopped; " + assembly.trader().farewell());
        return 0;
    }
}
