package ats.launcher;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Money;
import ats.engine.backtest.Backtest;
import ats.engine.exchange.Costs;
import ats.simulator.alpaca.Book;
import ats.simulator.market.Course;
import ats.simulator.market.Pace;
import ats.simulator.market.Watcher;
import ats.simulator.source.SeededMarket;

/// Both vendors on loopback, with a market, a clock and a broker of their own: the program is told
/// that these are the real ones.
final class Hosts implements AutoCloseable {

    static final String KEY = "simulated";
    static final String SECRET = "simulated-secret";

    /// Limits as the owner of a live account writes them.
    static final String LIMITS =
            """
            risk:
              orderShares: 10000
              orderNotional: 100000
              positionNotional: 100000
              priceCollar: 20
              grossExposure: 2
              netExposure: 2
              dailyLoss: 30
              drawdown: 60
              ordersPerMinute: 200
              openOrders: 500
              priceAge: 7d
              shortAllowed: false
            """;

    private static final LocalDate FIRST_DATE = LocalDate.of(2026, 1, 5);

    private final Book book;
    private final SimulatedWorld world;
    private final long open;

    Hosts(Path folder, Calendar calendar) {
        var opening = new Book.Opening("SIM1", Money.of(100_000), Costs.DEFAULT.toString());
        book = Book.load(folder.resolve("alpaca.jsonl"), opening);
        var session = calendar.after(FIRST_DATE.minusDays(1));
        open = session.open();
        long before = Backtest.ACTIONS_BEFORE_OPEN + Duration.ofSeconds(10).toNanos();
        var course = new Course(open - before, Course.ENDLESS, Pace.times(60));
        world =
                new SimulatedWorld(
                        new SimulatedWorld.Plan(
                                new SeededMarket(42, FIRST_DATE, calendar),
                                Optional.empty(),
                                calendar,
                                course,
                                false,
                                BacktestCommand.BAR_GRACE,
                                Watcher.none(),
                                SimulatedWorld.Doors.HERE),
                        book);
    }

    /// The instant at which the first session opens.
    long open() {
        return open;
    }

    SimulatedWorld world() {
        return world;
    }

    /// Writes the `.env` of that project; a line of its own wins over the one of these hosts.
    void configure(Shell shell, String... lines) {
        var all =
                new ArrayList<>(
                        List.of(
                                "ATS_MASSIVE_REST=" + world.massive().address(),
                                "ATS_MASSIVE_STREAM=" + world.massive().streamAddress(),
                                "ATS_ALPACA_PAPER=" + world.alpaca().address(),
                                "ATS_ALPACA_PAPER_STREAM=" + world.alpaca().streamAddress(),
                                "ATS_ALPACA_LIVE=" + world.alpaca().address(),
                                "ATS_ALPACA_LIVE_STREAM=" + world.alpaca().streamAddress()));
        all.addAll(List.of(lines));
        shell.set(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        world.close();
        book.close();
    }
}
