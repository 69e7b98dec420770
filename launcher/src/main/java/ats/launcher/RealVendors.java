package ats.launcher;

import module java.base;

import ats.adapters.alpaca.AlpacaBroker;
import ats.adapters.massive.MassiveFeed;
import ats.adapters.postgres.PostgresIdentity;
import ats.adapters.postgres.PostgresMarketStore;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.port.Broker;
import ats.engine.port.FlowFeed;
import ats.engine.port.MarketFeed;
import ats.platform.Fault;
import ats.platform.config.Configuration;
import ats.platform.http.HttpSettings;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.time.MarketClock;
import ats.services.dataacquisition.AcquisitionSettings;
import ats.services.dataacquisition.DataAcquisition;
import ats.services.systemcontroller.Face;

/// The system on real prices: with Alpaca's paper or live account, or with a simulated broker that
/// trades on those prices.
final class RealVendors {

    private static final String ACCOUNT = "account";
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final long WEEK_NANOS = Duration.ofDays(8).toNanos();

    private final Configuration configuration;
    private final Trade trade;
    private final MarketClock clock;

    /// The clock is the market's: outside tests it is the wall's.
    RealVendors(Configuration configuration, Trade trade, MarketClock clock) {
        this.configuration = configuration;
        this.trade = trade;
        this.clock = clock;
    }

    /// The account's number, once the keys of both kinds were tried and may trade.
    String accountThatMayTrade(Metrics metrics) {
        requireKeysThatWork();
        if (!trade.realBroker()) {
            return BacktestCommand.ACCOUNT;
        }
        try (var broker = alpaca(metrics)) {
            var account = broker.books().account();
            requireAccount(account);
            return account.number();
        }
    }

    int run(Running.Ground ground, String account, StopSignal stop) {
        Prices.requireReal(ground.stores().database());
        var feed = massive(ground);
        if (!trade.realBroker()) {
            return onSimulatedBroker(ground, feed, stop);
        }
        try (var broker = alpaca(ground.metrics())) {
            return run(ground, new Wired(feed, broker, account), stop);
        }
    }

    private AlpacaBroker alpaca(Metrics metrics) {
        var keys = configuration.section(Settings.AlpacaKeys.class);
        return Vendors.alpaca(keys, trade == Trade.LIVE, clock, metrics);
    }

    private void requireKeysThatWork() {
        var problems = Vendors.problems(configuration).values().stream();
        var found = problems.filter(problem -> !problem.isEmpty()).toList();
        if (!found.isEmpty()) {
            throw Fault.venue(
                    String.join("; ", found) + "; nothing was started, ./ats doctor tries again");
        }
    }

    /// A ticker that the vendor has no bar of would be waited for in vain. Only those that we have
    /// never had a bar of cost a question.
    private void requireKnownSymbols(Running.Ground ground, MarketFeed feed) {
        var store = new PostgresMarketStore(ground.stores().database());
        var timeframe = Timeframe.parse(configuration.section(Settings.Trading.class).bars());
        var unknown =
                Trade.symbols(configuration).stream()
                        .filter(symbol -> store.newest(symbol, timeframe) == 0)
                        .filter(symbol -> !known(feed, symbol))
                        .map(Symbol::text)
                        .toList();
        if (!unknown.isEmpty()) {
            throw Fault.misuse(
                    "Massive has no bars of "
                            + String.join(", ", unknown)
                            + " in the last week; correct trading.symbols"
                            + " (ATS_TRADING_SYMBOLS, --symbols)");
        }
    }

    private boolean known(MarketFeed feed, Symbol symbol) {
        long now = clock.now();
        var week = new MarketFeed.Span(now - WEEK_NANOS, now);
        var bars = new AtomicLong();
        feed.history(symbol, Timeframe.HOUR, week, _ -> bars.incrementAndGet());
        return bars.get() > 0;
    }

    private int onSimulatedBroker(Running.Ground ground, MarketFeed feed, StopSignal stop) {
        var terms = new OwnBroker.Terms(Trade.symbols(configuration), MarketHours.CALENDAR, clock);
        try (var own = new OwnBroker(configuration, ground, feed, terms)) {
            return run(ground, new Wired(own.feed(), own.client(), BacktestCommand.ACCOUNT), stop);
        }
    }

    /// The vendors as they are plugged in.
    private record Wired(MarketFeed feed, Broker broker, String account) {}

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
        var vendor = new Assembly.Vendor(wired::feed, wired::broker, () -> flow(ground));
        boolean flow = configuration.section(Settings.UnusualWhalesKeys.class).key().present();
        try (var assembly = new Assembly(plugs(ground, vendor, wired.account(), flow))) {
            assembly.start();
            ground.home()
                    .announce(
                            new Home.Running(
                                    ProcessHandle.current().pid(),
                                    assembly.controller().address().toString(),
                                    trade.words(),
                                    Instant.now().toString()));
            welcome(ground, assembly, wired.account());
            while (!stop.await(LOOK)) {
                // the services look after themselves, and the page tells how they are
            }
            return Running.farewell(assembly);
        }
    }

    /// For one service of several processes: it reaches only those vendors that it needs itself.
    Assembly.Plugs plugs(Running.Ground ground, String service, StopSignal stop) {
        var identity = new PostgresIdentity(ground.stores().database());
        boolean trades = service.equals("trading-strategy");
        if (trades || service.equals("data-acquisition")) {
            requireKeysThatWork();
        }
        if (trades) {
            identity.note(ACCOUNT, accountThatMayTrade(ground.metrics()));
        }
        var keys = configuration.section(Settings.UnusualWhalesKeys.class);
        var vendor =
                new Assembly.Vendor(
                        () -> massive(ground), () -> alpaca(ground.metrics()), () -> flow(ground));
        return plugs(
                ground, vendor, account(identity, stop), keys.key().present() || keys.elsewhere());
    }

    /// The trader knows it first.
    private static String account(PostgresIdentity identity, StopSignal stop) {
        var account = identity.noted(ACCOUNT);
        if (account.isEmpty()) {
            System.out.println("waits for trading-strategy to say whose account it trades");
        }
        while (account.isEmpty() && !stop.await(AGAIN)) {
            account = identity.noted(ACCOUNT);
        }
        return account.orElse("");
    }

    private MassiveFeed massive(Running.Ground ground) {
        var feed =
                Vendors.massive(
                        configuration.section(Settings.MassiveKeys.class),
                        clock,
                        Lockstep.free(),
                        ground.metrics());
        requireKnownSymbols(ground, feed);
        return feed;
    }

    private Optional<FlowFeed> flow(Running.Ground ground) {
        return Vendors.flow(
                configuration.section(Settings.UnusualWhalesKeys.class), clock, ground.metrics());
    }

    private Assembly.Plugs plugs(
            Running.Ground ground, Assembly.Vendor vendor, String account, boolean flow) {
        var setup = Trade.setup(configuration, account, Trade.symbols(configuration));
        var settings = Trade.behaviour(configuration);
        var days = configuration.section(Settings.MassiveKeys.class).historyDays();
        var historyFrom = MarketHours.CALENDAR.date(clock.now()).minusDays(days * 7L / 5 + 4);
        return new Assembly.Plugs(
                ground.home(),
                configuration.environment(),
                ground.stores().database(),
                vendor,
                new Assembly.Time(clock, Lockstep.free()),
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
                                trade.words(),
                                configuration.environment(),
                                Version.text()),
                        () -> MarketHours.pulse(clock, 1),
                        configuration.section(HttpSettings.class),
                        ground.home().token(configuration)),
                Brain.of(configuration, ground, setup, historyFrom, flow));
    }

    private String kind() {
        return switch (trade) {
            case LIVE -> "live";
            case PAPER -> "paper";
            case SIMULATED_BROKER, DEMONSTRATION -> "simulated";
        };
    }

    private void welcome(Running.Ground ground, Assembly assembly, String account) {
        boolean newToken = !ground.home().hasSecret();
        var token = ground.home().secret();
        System.out.println("ats " + Version.text() + ", " + trade.words());
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
