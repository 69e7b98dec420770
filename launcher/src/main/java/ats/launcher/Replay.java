package ats.launcher;

import module java.base;

import ats.domain.Calendar;
import ats.engine.backtest.Backtest;
import ats.platform.Fault;
import ats.platform.config.Configuration;
import ats.platform.http.HttpSettings;
import ats.platform.json.Json;
import ats.platform.logs.LogSettings;
import ats.platform.logs.Logs;
import ats.platform.metrics.Metrics;
import ats.services.dataacquisition.AcquisitionSettings;
import ats.services.systemcontroller.Face;
import ats.services.tradingstrategy.TradingSettings;
import ats.simulator.market.Course;
import ats.simulator.market.Pace;
import ats.simulator.market.Progress;
import ats.simulator.market.Watcher;
import ats.simulator.source.BarSource;
import ats.strategy.Setup;

/// The whole system over recorded bars, in lockstep, through real sockets, in a home of its own.
final class Replay {

    private static final long BEFORE_FIRST_NANOS = Duration.ofSeconds(1).toNanos();

    private final Configuration configuration;
    private final MarketOptions market;
    private final Order order;

    /// What was asked for on the command line.
    record Order(
            Path path, String speed, Optional<Path> home, boolean exit, Optional<Integer> port) {}

    Replay(Configuration configuration, MarketOptions market, Order order) {
        this.configuration = configuration;
        this.market = market;
        this.order = order;
    }

    int run() {
        long started = System.nanoTime();
        boolean learns = configuration.section(LearningKeys.class).enabled();
        market.check();
        new Complaints().check("--speed", () -> Pace.parse(order.speed())).raise();
        var calendar = market.setup(BacktestCommand.ACCOUNT, List.of(), learns).hours();
        var source = RecordedBarsFile.open(market, order.path(), calendar);
        var setup = market.setup(BacktestCommand.ACCOUNT, source.symbols(), learns);
        var home = Home.of(order.home().orElseGet(() -> Homes.fresh("replay")));
        if (Files.exists(home.data())) {
            throw Fault.misuse(
                    home.folder() + " holds a system already; a replay needs a folder of its own");
        }
        Logs.start(
                home.folder(),
                "ats",
                configuration.section(LogSettings.class),
                RunCommand.logsToConsole(order.exit()));
        var programs = Home.of(configuration.section(Settings.Run.class).home()).run();
        try (var _ = home.claim();
                var memory = new PeakMemory();
                var stores = Stores.open(Settings.DatabaseKeys.DEFAULTS, home, programs)) {
            replay(new Scene(source, setup, calendar, home), stores, memory, started);
            return 0;
        } finally {
            Logs.stop();
        }
    }

    /// What is replayed, and where.
    private record Scene(BarSource source, Setup setup, Calendar calendar, Home home) {}

    private void replay(Scene scene, Stores stores, PeakMemory memory, long started) {
        var course = course(scene.calendar());
        try (var book = Accounts.opened(scene.home(), market.cash(), market.costs());
                var metrics = new Metrics();
                var sessions =
                        new ProgressDisplay("replay", "sessions", sessions(scene.calendar()));
                var world =
                        new SimulatedWorld(
                                new SimulatedWorld.Plan(
                                        scene.source(),
                                        Optional.empty(),
                                        scene.calendar(),
                                        course,
                                        true,
                                        BacktestCommand.BAR_GRACE,
                                        watcher(sessions),
                                        SimulatedWorld.Doors.HERE),
                                book);
                var history =
                        new ProgressDisplay("history", "symbols", scene.setup().symbols().size());
                var assembly = assembly(scene, stores, world, metrics, history)) {
            assembly.start();
            assembly.awaitReady();
            world.begin();
            awaitEnd(world);
            assembly.failure()
                    .ifPresent(
                            why -> {
                                throw Fault.corrupt("the replay failed: " + why);
                            });
            var reigns = assembly.trader().tally().reigns();
            var learned =
                    assembly.brain()
                            .map(
                                    brain ->
                                            Learned.of(
                                                    stores.database(),
                                                    brain.features().published(),
                                                    reigns))
                            .orElse(Learned.nothing(reigns));
            var ended = new Ended(started, scene.home());
            var figures = figures(assembly, world, learned, memory, ended);
            System.out.println(Json.write(figures));
            if (!order.exit()) {
                stay(assembly);
            }
        }
    }

    private Assembly assembly(
            Scene scene,
            Stores stores,
            SimulatedWorld world,
            Metrics metrics,
            ProgressDisplay history) {
        return new Assembly(
                new Assembly.Plugs(
                        scene.home(),
                        configuration.environment(),
                        stores.database(),
                        world.vendor(scene.calendar(), metrics),
                        new Assembly.Time(world.clock(), world.lockstep()),
                        metrics,
                        new Assembly.Strategy(
                                scene.setup(),
                                TradingSettings.of("replay")
                                        .withoutCancels()
                                        .keepingJournals(TradingSettings.ALL_DAYS)),
                        new AcquisitionSettings(
                                scene.setup().symbols(),
                                scene.setup().timeframe(),
                                scene.source().base(),
                                market.from(),
                                BacktestCommand.BAR_GRACE),
                        (done, _) -> history.reach(done),
                        page(scene, world),
                        Brain.of(
                                configuration,
                                new Running.Ground(scene.home(), stores, metrics),
                                scene.setup(),
                                market.from(),
                                false)));
    }

    private Assembly.Page page(Scene scene, SimulatedWorld world) {
        var setup = scene.setup();
        var face =
                new Face(
                        setup.account(),
                        setup.symbols(),
                        setup.timeframe(),
                        "replay",
                        "replay of " + order.path().getFileName() + ", simulated broker",
                        configuration.environment(),
                        Version.text());
        var http = configuration.section(HttpSettings.class);
        double speed = order.speed().equals("max") ? 0 : Double.parseDouble(order.speed());
        return new Assembly.Page(
                face,
                () -> world.pulse(speed),
                new HttpSettings(http.host(), order.port().orElse(0), http.allowedHosts()),
                scene.home().token(configuration));
    }

    private static Watcher watcher(ProgressDisplay sessions) {
        return new Watcher() {
            @Override
            public void before(long at) {}

            @Override
            public void after(Progress progress) {
                sessions.reach(progress.sessions());
            }

            @Override
            public void ended(Progress progress) {
                sessions.reach(progress.sessions());
            }
        };
    }

    /// From before the preparation of the first session to before that of the one after the last.
    private Course course(Calendar calendar) {
        long first =
                calendar.after(market.liveFrom().minusDays(1)).open()
                        - Backtest.ACTIONS_BEFORE_OPEN;
        long end = calendar.after(market.to()).open() - Backtest.ACTIONS_BEFORE_OPEN;
        return new Course(first - BEFORE_FIRST_NANOS, end - 1, Pace.parse(order.speed()));
    }

    private long sessions(Calendar calendar) {
        long count = 0;
        var session = calendar.after(market.liveFrom().minusDays(1));
        while (!session.date().isAfter(market.to())) {
            count++;
            session = calendar.after(session.date());
        }
        return count;
    }

    /// The page stays until somebody stops the program.
    private static void stay(Assembly assembly) {
        System.err.println(
                "the replay is over; its page is at "
                        + assembly.controller().address()
                        + " until Ctrl-C");
        try (var stop = new StopSignal()) {
            stop.await();
        }
    }

    private static void awaitEnd(SimulatedWorld world) {
        try {
            world.ended().get();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("the replay was interrupted", hurried);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Fault fault
                    ? fault
                    : new IllegalStateException("the replay broke", failed.getCause());
        }
    }

    /// A run that is over: when it was started, by process time, and where it lived.
    private record Ended(long started, Home home) {}

    private static Figures figures(
            Assembly assembly,
            SimulatedWorld world,
            Learned learned,
            PeakMemory memory,
            Ended ended) {
        var trader = assembly.trader();
        var tally = trader.tally();
        var last = trader.figures();
        var theirs = new TreeMap<ats.domain.Symbol, ats.domain.Quantity>();
        world.broker().positions().forEach(held -> theirs.put(held.symbol(), held.quantity()));
        return new Figures(
                assembly.data().bars(),
                world.massive().frames() + world.alpaca().frames(),
                world.massive().requests() + world.alpaca().requests(),
                tally.orders(),
                tally.fills(),
                tally.denied(),
                last.equity().decimal().stripTrailingZeros(),
                tally.maxDrawdown().decimal().stripTrailingZeros(),
                last.ledgerSum().decimal().stripTrailingZeros(),
                theirs.equals(last.positions()),
                tally.tradesDigest(),
                trader.journalDigest(),
                learned,
                Figures.seconds(System.nanoTime() - ended.started()),
                memory.mebibytes(),
                ended.home().folder().toString());
    }
}
