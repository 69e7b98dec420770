package ats.benchmarks;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
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

/// EMA 10/20 cross over a seeded random walk of one-minute bars, the whole path: decisions, risk,
/// orders, fills, ledger; without journal and digest of it. One thread; the best of several runs,
/// the first of which only warms the compiler up.
final class BacktestSpeed implements Benchmark {

    private static final int BARS = 1_000_000;
    private static final int RUNS = 10;
    private static final long SEED = 20;
    private static final long GRACE = Duration.ofSeconds(2).toNanos();
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final Symbol SYMBOL = Symbol.of("WALK");

    @Override
    public String name() {
        return "backtest";
    }

    @Override
    public String run(List<String> arguments) {
        var market = new Walk(BARS);
        var best = once(market);
        for (int run = 1; run < RUNS; run++) {
            var next = once(market);
            best = next.nanos < best.nanos ? next : best;
        }
        var line = new LinkedHashMap<String, Object>();
        line.put("benchmark", name());
        line.put("barsPerSecond", Math.round(BARS * 1e9 / best.nanos));
        line.put("bars", best.backtest.bars());
        line.put("orders", best.backtest.tally().orders());
        line.put("fills", best.backtest.tally().fills());
        line.put("equity", best.backtest.tally().equity().decimal().stripTrailingZeros());
        line.put("journal", "off");
        line.put("seed", SEED);
        return Json.write(line);
    }

    private static Run once(Walk market) {
        var setup =
                new Setup(
                        "SIM1",
                        "ema-cross",
                        List.of(SYMBOL),
                        Timeframe.MINUTE,
                        "always",
                        Sizing.parse("shares:100"),
                        RiskLimits.SIMULATED);
        var calendar = setup.hours();
        var broker = new SimulatedBroker("SIM1", calendar, Costs.NONE, GRACE, Money.of(1_000_000));
        var plan =
                new Backtest.Plan(
                        market,
                        setup.symbols(),
                        setup.timeframe(),
                        calendar,
                        GRACE,
                        FIRST,
                        FIRST,
                        FIRST.plusDays(BARS / 1_440 + 2));
        var backtest = new Backtest(plan, setup.engine(), broker, Optional.empty());
        long started = System.nanoTime();
        backtest.warmUp();
        backtest.open(
                new Event.Account(
                        new AccountActivity.Cash(
                                "opening",
                                0,
                                0,
                                AccountActivity.Reason.TRANSFER,
                                Money.of(1_000_000))));
        backtest.run();
        return new Run(backtest, System.nanoTime() - started);
    }

    private record Run(Backtest backtest, long nanos) {}

    /// Bars in memory; the search for the next one costs what a reader's cursor costs.
    private static final class Walk implements RecordedMarket {
        private final List<List<Bar>> bars;
        private final long first;
        private int cursor;

        Walk(int count) {
            var random = new Random(SEED);
            first = FIRST.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000_000L;
            long cents = 10_000;
            var made = new ArrayList<List<Bar>>(count);
            for (int index = 0; index < count; index++) {
                long from = first + index * Timeframe.MINUTE.nanos();
                long to = from + Timeframe.MINUTE.nanos();
                long open = cents;
                cents = Math.max(100, cents + random.nextInt(-20, 21));
                made.add(
                        List.of(
                                new Bar(
                                        SYMBOL,
                                        from,
                                        to,
                                        to,
                                        price(open),
                                        price(Math.max(open, cents) + random.nextInt(5)),
                                        price(Math.min(open, cents) - random.nextInt(5)),
                                        price(cents),
                                        Quantity.of(random.nextInt(1_000, 100_000)),
                                        false)));
            }
            bars = made;
        }

        private static Price price(long cents) {
            return new Price(cents * 10_000_000);
        }

        @Override
        public OptionalLong nextEnd(long after) {
            if (after < first) {
                cursor = 0;
            }
            while (cursor < bars.size() && bars.get(cursor).getFirst().to() <= after) {
                cursor++;
            }
            return cursor == bars.size()
                    ? OptionalLong.empty()
                    : OptionalLong.of(bars.get(cursor).getFirst().to());
        }

        @Override
        public List<Bar> endingAt(long at) {
            long index = (at - first) / Timeframe.MINUTE.nanos() - 1;
            return bars.get((int) index);
        }

        @Override
        public List<CorporateAction> actions(LocalDate from, LocalDate to) {
            return List.of();
        }
    }
}
