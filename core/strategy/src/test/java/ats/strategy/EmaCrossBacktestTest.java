package ats.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderUpdate;
import ats.domain.Side;
import ats.domain.Timeframe;
import ats.engine.Command;
import ats.engine.Engine;
import ats.engine.Event;
import ats.engine.Fact;
import ats.engine.Output;
import ats.engine.backtest.Backtest;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.exchange.BookEntry;
import ats.engine.exchange.Costs;
import ats.engine.exchange.SimulatedBroker;
import ats.engine.journal.Journal;
import ats.engine.journal.JournalRecord;
import ats.engine.risk.RiskLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// EMA cross through the whole core: against a slow version of itself, against changed data, and
/// against its own journal.
final class EmaCrossBacktestTest {
    private static final int BARS = 2_000;
    private static final long GRACE = Duration.ofSeconds(2).toNanos();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ordersWhereTheAveragesCrossAndNowhereElse(long seed) {
        var market = Walk.of(seed, BARS);

        var orders = run(market, _ -> {}).orders();

        assertThat(orders.stream().map(order -> order.side() + "@" + order.decidedAt()))
                .as("seed " + seed)
                .containsExactlyElementsOf(crossings(market.bars()));
    }

    @Test
    void givesOneDigestInTwoRuns() {
        assertThat(run(Walk.of(5, BARS), _ -> {}).digests())
                .isEqualTo(run(Walk.of(5, BARS), _ -> {}).digests());
    }

    @Test
    void oneTickInOneBarChangesTheDigests() {
        var plain = run(Walk.of(5, BARS), _ -> {});
        var changed = run(Walk.of(5, BARS).withTick(700), _ -> {});

        assertThat(changed.digests().getFirst()).isNotEqualTo(plain.digests().getFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 333, 1_200, 1_900})
    void theFutureChangesNothingInThePast(int from) {
        var market = Walk.of(6, BARS);
        var plain = run(market, _ -> {});
        var changed = run(market.otherFrom(from, 77), _ -> {});
        long horizon = Walk.START + from * Timeframe.MINUTE.nanos();

        assertThat(before(changed, horizon)).isEqualTo(before(plain, horizon));
        assertThat(changed.orders()).isNotEqualTo(plain.orders());
    }

    @Test
    void itsJournalGivesTheSameCommandsFromTheSnapshotOn() {
        var records = new ArrayList<byte[]>();
        run(Walk.of(8, BARS), records::add);

        assertThat(replayed(records)).isEmpty();
    }

    @Test
    void aChangedEventInTheJournalIsFound() {
        var records = new ArrayList<byte[]>();
        run(Walk.of(8, BARS), records::add);
        // the price of a bar, in the middle of what decides
        for (int index = 100; index < records.size(); index++) {
            var damaged = new ArrayList<>(records);
            var record = records.get(index).clone();
            if (JournalRecord.read(record)
                    instanceof JournalRecord.Happened(Event.Market(Bar bar))) {
                var other = bar.close().times(ats.domain.Ratio.percent(50));
                var changed =
                        new Bar(
                                bar.symbol(),
                                bar.from(),
                                bar.to(),
                                bar.learnedAt(),
                                bar.open(),
                                bar.high(),
                                other,
                                other,
                                bar.volume(),
                                bar.backfilled());
                damaged.set(index, recorded(new Event.Market(changed)));
                assertThat(replayed(damaged)).isNotEmpty();
                return;
            }
        }
        throw new AssertionError("the journal has no bar");
    }

    @Test
    void aSnapshotHalfWayDecidesAsIfNothingHadHappened() {
        var setup = setup();
        var straight = setup.engine();
        var market = Walk.of(9, 600);
        var told = new ArrayList<String>();
        var resumedTold = new ArrayList<String>();
        var engine = straight;
        open(straight);
        for (int index = 0; index < 600; index++) {
            if (index == 300) {
                var snapshot = new ByteWriter();
                straight.save(snapshot);
                engine = setup().engine();
                engine.restore(new ByteReader(snapshot.copy()));
            }
            tell(straight, market.bars().get(index), told);
            if (engine != straight) {
                tell(engine, market.bars().get(index), resumedTold);
            }
        }

        assertThat(resumedTold).isNotEmpty();
        assertThat(told.subList(told.size() - resumedTold.size(), told.size()))
                .isEqualTo(resumedTold);
    }

    @Test
    void aSetupComesBackFromItsBytes() {
        var out = new ByteWriter();
        setup().save(out);

        assertThat(Setup.restore(new ByteReader(out.copy()))).isEqualTo(setup());
    }

    private static void open(Engine engine) {
        engine.apply(opening(), nobody());
    }

    private static void tell(Engine engine, Bar bar, List<String> told) {
        var out = new Heard(new ArrayList<>(), new ArrayList<>());
        engine.apply(new Event.Market(bar), out);
        engine.apply(new Event.Mark(bar.to(), bar.to(), 1), out);
        out.orders.forEach(order -> told.add(order.toString()));
        told.add(bar.to() + " " + engine.equity());
    }

    /// The rule as a person would compute it: long while fast is above slow, from the 20th bar on.
    private static List<String> crossings(List<Bar> bars) {
        var crossings = new ArrayList<String>();
        double fast = bars.getFirst().close().decimal().doubleValue();
        double slow = fast;
        boolean held = false;
        for (int index = 1; index < bars.size(); index++) {
            double close = bars.get(index).close().decimal().doubleValue();
            fast += (close - fast) * 2 / 11;
            slow += (close - slow) * 2 / 21;
            boolean wanted = fast > slow;
            if (index >= 19 && wanted != held) {
                crossings.add((wanted ? Side.BUY : Side.SELL) + "@" + bars.get(index).to());
                held = wanted;
            }
        }
        return crossings;
    }

    private static List<String> before(Outcome outcome, long horizon) {
        var lines = new ArrayList<String>();
        outcome.orders().stream()
                .filter(order -> order.decidedAt() <= horizon)
                .forEach(order -> lines.add(order.toString()));
        outcome.fills().stream()
                .filter(fill -> fill.happenedAt() < horizon)
                .forEach(fill -> lines.add(fill.toString()));
        return lines;
    }

    private static List<String> replayed(List<byte[]> records) {
        var differences = new ArrayList<String>();
        var due = new ArrayDeque<Command>();
        Engine engine = setup().engine();
        for (var bytes : records) {
            switch (JournalRecord.read(bytes)) {
                case JournalRecord.Opened(var setup, var snapshot) -> {
                    engine = Setup.restore(setup).engine();
                    engine.restore(snapshot);
                }
                case JournalRecord.Happened(var event) -> {
                    due.forEach(command -> differences.add("not in the journal: " + command));
                    due.clear();
                    var heard = new Commands(due);
                    engine.apply(event, heard);
                }
                case JournalRecord.Commanded(var command) -> {
                    if (!command.equals(due.pollFirst())) {
                        differences.add("in the journal only: " + command);
                    }
                }
            }
        }
        return differences;
    }

    private static byte[] recorded(Event event) {
        var written = new ArrayList<byte[]>();
        new Journal((bytes, length) -> written.add(Arrays.copyOf(bytes, length))).event(event);
        return written.getFirst();
    }

    private static Setup setup() {
        return new Setup(
                "SIM1",
                "ema-cross",
                List.of(Walk.SYMBOL),
                Timeframe.MINUTE,
                "always",
                Sizing.parse("shares:100"),
                RiskLimits.SIMULATED);
    }

    private static Event opening() {
        return new Event.Account(
                new AccountActivity.Cash(
                        "opening", 0, 0, AccountActivity.Reason.TRANSFER, Money.of(1_000_000)));
    }

    private static Outcome run(Walk market, Consumer<byte[]> records) {
        var setup = setup();
        var calendar = setup.hours();
        var broker = new SimulatedBroker("SIM1", calendar, Costs.NONE, GRACE, Money.of(1_000_000));
        var kept = new ArrayList<byte[]>();
        var journal = new Journal((bytes, length) -> kept.add(Arrays.copyOf(bytes, length)));
        var plan =
                new Backtest.Plan(
                        market,
                        setup.symbols(),
                        setup.timeframe(),
                        calendar,
                        GRACE,
                        Walk.FIRST,
                        Walk.FIRST,
                        Walk.FIRST.plusDays(2));
        var books = new ArrayList<BookEntry>();
        broker.keep(books::add);
        var engine = setup.engine();
        var backtest = new Backtest(plan, engine, broker, Optional.of(journal));
        backtest.warmUp();
        var header = new ByteWriter();
        setup.save(header);
        journal.open(header.copy(), engine);
        backtest.open(opening());
        backtest.run();
        kept.forEach(records);
        return new Outcome(
                orders(books),
                fills(books),
                List.of(journal.digest(), backtest.tally().tradesDigest()));
    }

    private static List<Order> orders(List<BookEntry> books) {
        var orders = new ArrayList<Order>();
        for (var entry : books) {
            if (entry instanceof BookEntry.Submitted(var order, _, _)) {
                orders.add(order);
            }
        }
        return orders;
    }

    private static List<Fill> fills(List<BookEntry> books) {
        var fills = new ArrayList<Fill>();
        for (var entry : books) {
            if (entry instanceof BookEntry.Updated(OrderUpdate.Filled(var fill))) {
                fills.add(fill);
            }
        }
        return fills;
    }

    private static Output nobody() {
        return new Commands(new ArrayDeque<>());
    }

    private record Outcome(List<Order> orders, List<Fill> fills, List<String> digests) {}

    private record Commands(Deque<Command> due) implements Output {
        @Override
        public void command(Command command) {
            due.addLast(command);
        }

        @Override
        public void fact(Fact fact) {}
    }

    private record Heard(List<Order> orders, List<Fact> facts) implements Output {
        @Override
        public void command(Command command) {
            if (command instanceof Command.Submit(var order)) {
                orders.add(order);
            }
        }

        @Override
        public void fact(Fact fact) {
            facts.add(fact);
        }
    }
}
