package ats.launcher;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.backtest.Backtest;
import ats.engine.exchange.Costs;
import ats.platform.Fault;
import ats.platform.config.Configuration;
import ats.platform.files.DurableFile;
import ats.platform.http.HttpSettings;
import ats.platform.json.Json;
import ats.platform.lockstep.Lockstep;
import ats.platform.logs.LogSettings;
import ats.platform.logs.Logs;
import ats.platform.metrics.Metrics;
import ats.platform.time.ProcessClock;
import ats.platform.time.WallMarketClock;
import ats.services.dataacquisition.AcquisitionSettings;
import ats.services.dataacquisition.DataAcquisition;
import ats.services.systemcontroller.Face;
import ats.services.tradingstrategy.TradingSettings;
import ats.simulator.market.Course;
import ats.simulator.market.MarketPosition;
import ats.simulator.market.Pace;
import ats.simulator.market.PositionFile;
import ats.simulator.source.FlowSource;
import ats.simulator.source.SeededFlow;
import ats.simulator.source.SeededMarket;
import ats.simulator.source.SeededOptions;

/// The system as it runs until somebody stops it: on the synthetic market, or on real vendors.
final class Running {

    private static final LocalDate FIRST_DATE = LocalDate.of(2026, 1, 5);

    /// Market time before the first session's preparation.
    private static final long BEFORE_FIRST_NANOS = Duration.ofSeconds(10).toNanos();

    /// At a higher speed the same delay of a thread is more market time.
    private static final double LARGEST_STRETCH = 15;

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
                    case DEMONSTRATION -> symbols(configuration.section(Settings.Trading.class));
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
        var trading = configuration.section(Settings.Trading.class);
        var calendar = new NewYorkCalendar();
        var stored = PositionFile.read(PositionFile.under(ground.home.folder()));
        var begun =
                stored.orElseGet(
                        () -> new MarketPosition(keys.seed(), FIRST_DATE, firstInstant(calendar)));
        if (begun.seed() != keys.seed()) {
            System.err.println(
                    "ats: this home lives in market %d; ./ats reset starts over in market %d"
                            .formatted(begun.seed(), keys.seed()));
        }
        var cash = Money.from(trading.cash());
        var options =
                SeededOptions.of(begun.seed(), begun.firstDate())
                        .withSymbols(symbols(trading))
                        .withSignal(keys.signal());
        var source = new SeededMarket(options, calendar);
        try (var book = Accounts.opened(ground.home, cash, Costs.parse(trading.costs()))) {
            // after a crash the broker's books may be ahead of the market's own note
            long now = Math.max(begun.now(), Accounts.latest(book));
            var position = new MarketPosition(begun.seed(), begun.firstDate(), now);
            var scene = new Scene(source, calendar, position);
            try (var world = world(ground, scene, book);
                    var assembly = assembly(ground, world, scene)) {
                world.alpaca().faults().afterAccepting(keys.answer());
                assembly.start();
                ground.home.announce(occupant(assembly, keys));
                welcome(ground, assembly, keys, stored.isPresent());
                assembly.awaitReady();
                world.begin();
                return watch(ground, scene, assembly, stop, world);
            }
        }
    }

    private record Scene(SeededMarket source, Calendar calendar, MarketPosition begun) {}

    private SimulatedWorld world(Ground ground, Scene scene, ats.simulator.alpaca.Book book) {
        var speed = configuration.section(Settings.Demonstration.class).speed();
        var position =
                new PositionFile(
                        PositionFile.under(ground.home.folder()),
                        scene.begun,
                        ProcessClock.system());
        return new SimulatedWorld(
                new SimulatedWorld.Plan(
                        scene.source,
                        Optional.of(flow(scene)),
                        scene.calendar,
                        new Course(scene.begun.now(), Course.ENDLESS, Pace.parse(speed)),
                        false,
                        grace(speed),
                        position),
                book);
    }

    private static FlowSource flow(Scene scene) {
        return new SeededFlow(scene.begun.seed(), scene.source, scene.calendar);
    }

    private Assembly assembly(Ground ground, SimulatedWorld world, Scene scene) {
        var keys = configuration.section(Settings.Demonstration.class);
        var setup = Trade.setup(configuration, BacktestCommand.ACCOUNT, scene.source.symbols());
        var face =
                new Face(
                        setup.account(),
                        setup.symbols(),
                        setup.timeframe(),
                        "synthetic",
                        "synthetic market, seed %d, planted signal %s"
                                .formatted(scene.begun.seed(), keys.signal()),
                        configuration.environment(),
                        Version.text());
        var history = scene.begun.firstDate().minusDays(2L * SeededMarket.HISTORY_SESSIONS);
        return new Assembly(
                new Assembly.Plugs(
                        ground.home,
                        configuration.environment(),
                        ground.stores.database(),
                        new Assembly.Vendor(
                                world.feed(scene.calendar, ground.metrics),
                                world.client(ground.metrics),
                                world.flow(ground.metrics)),
                        new Assembly.Time(world.clock(), Lockstep.free()),
                        ground.metrics,
                        new Assembly.Strategy(
                                setup,
                                behaviour(configuration)
                                        .withFeatureGrace(Duration.ofNanos(grace(keys.speed())))),
                        new AcquisitionSettings(
                                setup.symbols(),
                                setup.timeframe(),
                                Timeframe.MINUTE,
                                history,
                                grace(keys.speed())),
                        DataAcquisition.Progress.none(),
                        new Assembly.Page(
                                face,
                                () -> world.pulse(keys.speed()),
                                configuration.section(HttpSettings.class)),
                        brain(configuration, ground, setup, history, true)));
    }

    /// Nothing where learning is switched off.
    static Optional<Brain> brain(
            Configuration configuration,
            Ground ground,
            ats.strategy.Setup setup,
            LocalDate historyFrom,
            boolean flow) {
        var keys = configuration.section(LearningKeys.class);
        return keys.enabled()
                ? Optional.of(
                        Brain.of(
                                new Brain.Ground(
                                        keys,
                                        setup,
                                        historyFrom,
                                        flow,
                                        ground.home,
                                        ground.stores.database())))
                : Optional.empty();
    }

    /// How the trader of this process behaves.
    static TradingSettings behaviour(Configuration configuration) {
        var days = configuration.section(Settings.Trading.class).journalDays();
        return TradingSettings.of("ats-" + ProcessHandle.current().pid()).keepingJournals(days);
    }

    private static List<Symbol> symbols(Settings.Trading trading) {
        if (trading.symbols().isEmpty()) {
            return SeededMarket.SYMBOLS;
        }
        var symbols = trading.symbols().stream().map(Symbol::of).toList();
        if (!SeededMarket.SYMBOLS.containsAll(symbols)) {
            throw Fault.misuse(
                    "the synthetic market has no real shares; name some of "
                            + SeededMarket.SYMBOLS.stream()
                                    .map(Symbol::text)
                                    .collect(Collectors.joining(",")));
        }
        return symbols;
    }

    private static long grace(String speed) {
        double factor = speed.equals("max") ? LARGEST_STRETCH : Double.parseDouble(speed);
        return (long) (BacktestCommand.BAR_GRACE * Math.clamp(factor, 1, LARGEST_STRETCH));
    }

    private static long firstInstant(Calendar calendar) {
        var session = calendar.after(FIRST_DATE.minusDays(1));
        return session.open() - Backtest.ACTIONS_BEFORE_OPEN - BEFORE_FIRST_NANOS;
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
        var position = scene.begun;
        DurableFile.write(
                PositionFile.under(ground.home.folder()),
                Json.bytes(
                        new MarketPosition(
                                position.seed(), position.firstDate(), world.clock().now())));
        return status;
    }

    /// A full disk, say: one line that says what to do; the next start goes on.
    private static int ended(Throwable why) {
        if (why instanceof Fault fault) {
            System.err.println("ats: stopped: " + fault.reason());
            return Main.TEMPORARY;
        }
        System.err.println("ats: the simulated market broke: " + why);
        return Main.SOFTWARE;
    }

    static int farewell(Assembly assembly) {
        assembly.stopTrading();
        System.out.println("stopped; " + assembly.trader().farewell());
        return 0;
    }
}
