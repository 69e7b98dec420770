package ats.benchmarks;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Ratio;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.engine.backtest.Backtest;
import ats.engine.backtest.RecordedMarket;
import ats.engine.exchange.Costs;
import ats.engine.exchange.SimulatedBroker;
import ats.engine.risk.RiskLimits;
import ats.platform.json.Json;
import ats.strategy.Setup;
import ats.strategy.Sizing;

/// What a bar costs the more symbols there are: the same number of bars, split over few symbols and
/// over many, each with its own EMA 10/20 cross, the whole path without journal. The ratio is that
/// of the most symbols to the fewest, each the best of several runs taken in turns.
final class SymbolScale implements Benchmark {

    private static final int BARS = 2_000_000;
    private static final int RUNS = 6;
    private static final int FEWEST = 10;
    private static final int MOST = 10_000;
    private static final long SEED = 21;
    private static final long GRACE = Duration.ofSeconds(2).toNanos();
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final LocalDate LIVE_FROM = LocalDate.of(2020, 1, 2);

    /// The averages have settled before trading begins, however few instants follow.
    private static final long HISTORY = Duration.ofHours(1).toNanos();

    private static final Money CASH = Money.of(100_000_000);

    /// So wide that no order is denied: a denial would cost less than an order.
    private static final RiskLimits LIMITS =
            new RiskLimits(
                    Quantity.of(10_000_000),
                    Money.of(100_000_000),
                    Money.of(100_000_000),
                    Ratio.percent(20),
                    Ratio.of(2),
                    Ratio.of(2),
                    Ratio.percent(30),
                    Ratio.percent(60),
                    1_000_000,
                    1_000_000,
                    Duration.ofDays(7),
                    false,
                    new TreeSet<>());

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String run(List<String> arguments) {
        var nanosPerBar = new TreeMap<Integer, Double>();
        var ordersPerBar = new TreeMap<Integer, Double>();
        for (int run = 0; run < RUNS; run++) {
            for (int symbols = FEWEST; symbols <= MOST; symbols *= 10) {
                var backtest = prepared(new Walks(symbols, BARS / symbols));
                // else the bars just made are what the first collection moves
                System.gc();
                long started = System.nanoTime();
                backtest.run();
                double nanos = (System.nanoTime() - started) / (double) BARS;
                nanosPerBar.merge(symbols, Math.round(nanos * 10) / 10.0, Math::min);
                ordersPerBar.put(symbols, rounded(backtest.tally().orders() / (double) BARS));
            }
        }
        var costs = List.copyOf(nanosPerBar.values());
        var line = new LinkedHashMap<String, Object>();
        line.put("benchmark", name());
        line.put("ratio", rounded(costs.getLast() / costs.getFirst()));
        line.put("nanosPerBar", nanosPerBar);
        line.put("ordersPerBar", ordersPerBar);
        line.put("bars", BARS);
        line.put("journal", "off");
        line.put("seed", SEED);
        return Json.write(line);
    }

    private static double rounded(double number) {
        return Math.round(number * 1_000) / 1_000.0;
    }

    private static Backtest prepared(Walks market) {
        var setup =
                new Setup(
                        "SIM1",
                        "ema-cross",
                        market.symbols(),
                        Timeframe.MINUTE,
                        "always",
                        Sizing.parse("shares:10"),
                        LIMITS);
        var broker = new SimulatedBroker("SIM1", setup.hours(), Costs.NONE, GRACE, CASH);
        var plan =
                new Backtest.Plan(
                        market,
                        setup.symbols(),
                        setup.timeframe(),
                        setup.hours(),
                        GRACE,
                        LIVE_FROM.minusDays(1),
                        LIVE_FROM,
                        market.last());
        var backtest = new Backtest(plan, setup.engine(), broker, Optional.empty());
        backtest.warmUp();
        backtest.open(
                new Event.Account(
                        new AccountActivity.Cash(
                                "opening", 0, 0, AccountActivity.Reason.TRANSFER, CASH)));
        return backtest;
    }

    /// Independent seeded walks, every symbol's bar in every minute.
    private static final class Walks implements RecordedMarket {

        private final List<Symbol> symbols = new ArrayList<>();
        private final List<List<Bar>> instants = new ArrayList<>();
        private final long first;

        Walks(int count, int length) {
            for (int index = 0; index < count; index++) {
                symbols.add(Symbol.of("W%05d".formatted(index)));
            }
            long open = LIVE_FROM.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000_000L;
            first = open - HISTORY;
            var random = new Random(SEED);
            var cents = new long[count];
            Arrays.fill(cents, 10_000);
            for (int index = 0; index < length + HISTORY / MINUTE; index++) {
                instants.add(bars(first + index * MINUTE, cents, random));
            }
        }

        List<Symbol> symbols() {
            return symbols;
        }

        LocalDate last() {
            return LIVE_FROM.plusDays(instants.size() * MINUTE / Duration.ofDays(1).toNanos());
        }

        private List<Bar> bars(long from, long[] cents, Random random) {
            var bars = new ArrayList<Bar>(cents.length);
            for (int index = 0; index < cents.length; index++) {
                var open = new Price(cents[index] * 10_000_000);
                cents[index] = Math.max(100, cents[index] + random.nextInt(-20, 21));
                var close = new Price(cents[index] * 10_000_000);
                bars.add(
                        new Bar(
                                symbols.get(index),
                                from,
                                from + MINUTE,
                                from + MINUTE,
                                open,
                                open.compareTo(close) > 0 ? open : close,
                                open.compareTo(close) < 0 ? open : close,
                                close,
                                Quantity.of(100_000),
                                false));
            }
            return bars;
        }

        @Override
        public OptionalLong nextEnd(long after) {
            long index = after < first ? 0 : (after - first) / MINUTE;
            return index < instants.size()
                    ? OptionalLong.of(first + (index + 1) * MINUTE)
                    : OptionalLong.empty();
        }

        @Override
        public List<Bar> endingAt(long at) {
            return instants.get((int) ((at - first) / MINUTE) - 1);
        }

        @Override
        public List<CorporateAction> actions(LocalDate from, LocalDate to) {
            return List.of();
        }
    }
}
