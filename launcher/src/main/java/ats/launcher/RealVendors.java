package ats.launcher;

import module java.base;

import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.domain.Timeframe;
import ats.engine.exchange.Costs;
import ats.engine.port.Broker;
import ats.engine.port.MarketFeed;
import ats.platform.Fault;
import ats.platform.config.Configuration;
import ats.platform.config.Secret;
import ats.platform.http.HttpSettings;
import ats.platform.lockstep.Lockstep;
import ats.platform.time.WallMarketClock;
import ats.services.dataacquisition.AcquisitionSettings;
import ats.services.dataacquisition.DataAcquisition;
import ats.services.systemcontroller.Face;
import ats.services.systemcontroller.Pulse;
import ats.services.tradingstrategy.TradingSettings;
import ats.simulator.alpaca.AlpacaOptions;
import ats.simulator.alpaca.AlpacaServer;
import ats.simulator.alpaca.Venue;
import ats.simulator.market.FrameQueue;

/// The system on real prices: with Alpaca's paper or live account, or with a simulated broker that
/// trades on those prices.
final class RealVendors {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String KEY = "simulated";
    private static final String SECRET = "simulated-secret";

    private final Configuration configuration;
    private final Trade trade;

    RealVendors(Configuration configuration, Trade trade) {
        this.configuration = configuration;
        this.trade = trade;
    }

    int run(Running.Ground ground, StopSignal stop) {
        Trade.symbols(configuration);
        requireKeysThatWork();
        try (var clock = new WallMarketClock()) {
            var feed =
                    Vendors.massive(
                            configuration.section(Settings.MassiveKeys.class),
                            clock,
                            Lockstep.free(),
                            ground.metrics());
            return trade.realBroker()
                    ? onAlpaca(ground, clock, feed, stop)
                    : onSimulatedBroker(ground, clock, feed, stop);
        }
    }

    /// Keys of all kinds are checked before the first order.
    private void requireKeysThatWork() {
        Vendors.problems(configuration)
                .forEach(
                        (vendor, problem) -> {
                            if (!problem.isEmpty()) {
                                throw Fault.venue(vendor + ": " + problem);
                            }
                        });
    }

    private int onAlpaca(
            Running.Ground ground, WallMarketClock clock, MarketFeed feed, StopSignal stop) {
        var keys = configuration.section(Settings.AlpacaKeys.class);
        try (var broker = Vendors.alpaca(keys, trade == Trade.LIVE, clock, ground.metrics())) {
            var account = broker.books().account();
            requireAccount(account);
            return run(ground, new Wired(feed, broker, clock, account.number()), stop);
        }
    }

    private int onSimulatedBroker(
            Running.Ground ground, WallMarketClock clock, MarketFeed feed, StopSignal stop) {
        var trading = configuration.section(Settings.Trading.class);
        var calendar = new NewYorkCalendar();
        try (var book =
                        Accounts.opened(
                                ground.home(),
                                Money.from(trading.cash()),
                                Costs.parse(trading.costs()));
                var frames = FrameQueue.free();
                var server =
                        new AlpacaServer(
                                new Venue(
                                        book.broker(calendar, BacktestCommand.BAR_GRACE),
                                        book,
                                        clock,
                                        Lockstep.free(),
                                        frames),
                                AlpacaOptions.of(
                                        KEY, SECRET, calendar, Trade.symbols(configuration)));
                var broker =
                        Vendors.simulated(
                                server, Secret.of(KEY), Secret.of(SECRET), clock, ground)) {
            var wired =
                    new Wired(
                            new VenueFeed(feed, server, calendar, clock),
                            broker,
                            clock,
                            BacktestCommand.ACCOUNT);
            return run(ground, wired, stop);
        }
    }

    /// The vendors as they are plugged in.
    private record Wired(MarketFeed feed, Broker broker, WallMarketClock clock, String account) {}

    private void requireAccount(Broker.Account account) {
        if (!account.blocked().isEmpty()) {
            throw Fault.venue(
                    "Alpaca's account "
                            + account.number()
                            + " may not trade: "
                            + account.blocked());
        }
        var confirmed = configuration.section(Settings.Run.class).liveConfirm();
        if (trade == Trade.LIVE && !confirmed.equals(account.number())) {
            throw Fault.misuse(
                    "ATS_LIVE_CONFIRM is '"
                            + confirmed
                            + "', but these keys belong to account "
                            + account.number()
                            + "; write that number if it is the account you mean");
        }
    }

    private int run(Running.Ground ground, Wired wired, StopSignal stop) {
        try (var assembly = new Assembly(plugs(ground, wired))) {
            assembly.start();
            ground.home()
                    .announce(
                            new Home.Running(
                                    ProcessHandle.current().pid(),
                                    assembly.controller().address().toString(),
                                    market(),
                                    Instant.now().toString()));
            welcome(ground, assembly, wired.account());
            while (!stop.await(LOOK)) {
                // the services look after themselves, and the page tells how they are
            }
            return Running.farewell(assembly);
        }
    }

    private Assembly.Plugs plugs(Running.Ground ground, Wired wired) {
        var setup = Trade.setup(configuration, wired.account(), Trade.symbols(configuration));
        var settings = TradingSettings.of(Running.holder());
        var days = configuration.section(Settings.MassiveKeys.class).historyDays();
        var calendar = new NewYorkCalendar();
        var historyFrom = calendar.date(wired.clock().now()).minusDays(days * 7L / 5 + 4);
        var flow =
                Vendors.flow(
                        configuration.section(Settings.UnusualWhalesKeys.class),
                        wired.clock(),
                        ground.metrics());
        return new Assembly.Plugs(
                ground.home(),
                configuration.environment(),
                ground.stores().database(),
                new Assembly.Vendor(wired.feed(), wired.broker(), flow),
                new Assembly.Time(wired.clock(), Lockstep.free()),
                ground.metrics(),
                new Assembly.Strategy(setup, trade == Trade.LIVE ? settings.paused() : settings),
                new AcquisitionSettings(
                        setup.symbols(),
                        setup.timeframe(),
                        Timeframe.MINUTE,
                        historyFrom,
                        BacktestCommand.BAR_GRACE),
                DataAcquisition.Progress.none(),
                new Assembly.Page(
                        new Face(
                                setup.account(),
                                setup.symbols(),
                                setup.timeframe(),
                                kind(),
                                market(),
                                configuration.environment(),
                                Version.text()),
                        () -> pulse(wired.clock(), calendar),
                        configuration.section(HttpSettings.class)),
                Running.brain(configuration, ground, setup, historyFrom, flow.isPresent()));
    }

    private static Pulse pulse(WallMarketClock clock, NewYorkCalendar calendar) {
        long now = clock.now();
        var session = calendar.sessionOf(now);
        boolean open = session.contains(now);
        return new Pulse(now, open ? "close" : "open", open ? session.close() : session.open(), 1);
    }

    private String kind() {
        return switch (trade) {
            case LIVE -> "live";
            case PAPER -> "paper";
            case SIMULATED_BROKER, DEMONSTRATION -> "simulated";
        };
    }

    private String market() {
        return switch (trade) {
            case LIVE -> "real prices, REAL MONEY at Alpaca";
            case PAPER -> "real prices, Alpaca's paper account";
            case SIMULATED_BROKER, DEMONSTRATION -> "real prices, simulated broker";
        };
    }

    private void welcome(Running.Ground ground, Assembly assembly, String account) {
        boolean newToken = !ground.home().hasSecret();
        var token = ground.home().secret();
        System.out.println("ats " + Version.text() + ", " + market());
        System.out.println("  account   " + account);
        System.out.println(
                "  symbols   "
                        + String.join(
                                ",", configuration.section(Settings.Trading.class).symbols()));
        System.out.println("  home      " + ground.home().folder());
        System.out.println("  page      " + assembly.controller().address());
        if (newToken) {
            System.out.println("  token     " + token.reveal() + "  (./ats token shows it again)");
        }
        if (trade == Trade.LIVE) {
            System.out.println("  PAUSED    ./ats resume starts trading with real money");
        }
        System.out.println("Ctrl-C stops it; ./ats status, pause, flatten, kill from elsewhere.");
    }
}
