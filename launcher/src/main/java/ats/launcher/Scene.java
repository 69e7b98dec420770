package ats.launcher;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.domain.Symbol;
import ats.engine.backtest.Backtest;
import ats.engine.exchange.Costs;
import ats.platform.config.Configuration;
import ats.platform.files.DurableFile;
import ats.platform.json.Json;
import ats.platform.time.ProcessClock;
import ats.simulator.alpaca.AlpacaFaults;
import ats.simulator.alpaca.Book;
import ats.simulator.market.Course;
import ats.simulator.market.MarketPosition;
import ats.simulator.market.Pace;
import ats.simulator.market.PositionFile;
import ats.simulator.source.SeededFlow;
import ats.simulator.source.SeededMarket;
import ats.simulator.source.SeededOptions;

/// The synthetic market of a home, where its last run left it. `again` says that there was one.
record Scene(
        SyntheticMarket market,
        SeededMarket source,
        Calendar calendar,
        MarketPosition begun,
        boolean again) {

    private static final LocalDate FIRST_DATE = LocalDate.of(2026, 1, 5);

    /// Market time before the first session's preparation.
    private static final long BEFORE_FIRST_NANOS = Duration.ofSeconds(10).toNanos();

    static Scene of(Configuration configuration, Home home) {
        var keys = configuration.section(Settings.Demonstration.class);
        var calendar = new NewYorkCalendar();
        var stored = PositionFile.read(PositionFile.under(home.folder()));
        var begun =
                stored.orElseGet(
                        () -> new MarketPosition(keys.seed(), FIRST_DATE, firstInstant(calendar)));
        if (begun.seed() != keys.seed()) {
            System.err.println(
                    "ats: this home lives in market %d; ./ats reset starts over in market %d"
                            .formatted(begun.seed(), keys.seed()));
        }
        var symbols = symbols(configuration);
        var options =
                SeededOptions.of(begun.seed(), begun.firstDate())
                        .withSymbols(symbols)
                        .withSignal(keys.signal())
                        .withHistory(keys.history());
        var market =
                new SyntheticMarket(
                        begun.seed(),
                        begun.firstDate(),
                        symbols.stream().map(Symbol::text).toList(),
                        keys.signal(),
                        keys.history(),
                        keys.speed());
        return new Scene(
                market, new SeededMarket(options, calendar), calendar, begun, stored.isPresent());
    }

    /// What is traded there, refused where it has no such names.
    static List<Symbol> symbols(Configuration configuration) {
        return SyntheticMarket.chosen(
                configuration.section(Settings.Trading.class),
                SeededMarket.symbols(
                        configuration.section(Settings.Demonstration.class).symbols()));
    }

    static Book book(Configuration configuration, Home home) {
        var trading = configuration.section(Settings.Trading.class);
        return Accounts.opened(home, Money.from(trading.cash()), Costs.parse(trading.costs()));
    }

    /// The vendors of this market. After a crash the broker's books may be ahead of the market's
    /// own note.
    SimulatedWorld world(
            Configuration configuration, Home home, Book book, SimulatedWorld.Doors doors) {
        long now = Math.max(begun.now(), Accounts.latest(book));
        var from = new MarketPosition(begun.seed(), begun.firstDate(), now);
        var position =
                new PositionFile(PositionFile.under(home.folder()), from, ProcessClock.system());
        var world =
                new SimulatedWorld(
                        new SimulatedWorld.Plan(
                                source,
                                Optional.of(new SeededFlow(begun.seed(), source, calendar)),
                                calendar,
                                new Course(now, Course.ENDLESS, Pace.parse(market.speed())),
                                false,
                                market.grace(),
                                position,
                                doors),
                        book);
        var answer = configuration.section(Settings.Demonstration.class).answer();
        world.alpaca().faults().afterAccepting(AlpacaFaults.Aftermath.valueOf(answer.name()));
        return world;
    }

    /// Where the next run goes on.
    void keep(Home home, long now) {
        DurableFile.write(
                PositionFile.under(home.folder()),
                Json.bytes(new MarketPosition(begun.seed(), begun.firstDate(), now)));
    }

    private static long firstInstant(Calendar calendar) {
        var session = calendar.after(FIRST_DATE.minusDays(1));
        return session.open() - Backtest.ACTIONS_BEFORE_OPEN - BEFORE_FIRST_NANOS;
    }
}
