package ats.engine;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.AlwaysOpen;
import ats.domain.Fill;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.risk.RiskLimits;
import ats.engine.store.TradingState;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One symbol at ten dollars, and a strategy that wants what the test says.
final class EngineTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Wish wish = new Wish();
    private final Heard heard = new Heard();
    private Engine engine = engine();
    private long now = Duration.ofDays(20_000).toNanos();

    @BeforeEach
    void open() {
        engine.apply(
                new Event.Account(
                        new AccountActivity.Cash(
                                "opening",
                                now,
                                now,
                                AccountActivity.Reason.TRANSFER,
                                Money.of(100_000))),
                heard);
    }

    @Test
    void ordersWhatIsWantedMinusWhatIsHeldMinusWhatWorks() {
        wants(100);
        var first = last();
        assertThat(first.change()).isEqualTo(Quantity.of(100));

        accept(first);
        fill(first, "x1", 60);
        wants(130);

        assertThat(last().change()).isEqualTo(Quantity.of(30));
        assertThat(heard.orders).hasSize(2);
    }

    @Test
    void decidesOnceAnInstant() {
        wants(100);
        engine.apply(new Event.Mark(now, now, 1), heard);

        assertThat(heard.orders).hasSize(1);
    }

    @Test
    void cancelsWhatWorksAgainstTheWishBeforeItOrdersTheOtherWay() {
        wants(100);
        var buy = last();
        accept(buy);
        wants(0);

        assertThat(heard.commands).contains(new Command.Cancel(buy.id()));
        assertThat(heard.orders).containsExactly(buy);
    }

    @Test
    void neverTurnsAPositionInOneOrder() {
        bought(100);
        wants(-50);

        assertThat(last().side()).isEqualTo(Side.SELL);
        assertThat(last().quantity()).isEqualTo(Quantity.of(100));
    }

    @Test
    void booksAFillOnceHoweverOftenItIsTold() {
        wants(100);
        accept(last());
        fill(last(), "x1", 40);
        fill(last(), "x1", 40);

        assertThat(engine.positions()).containsEntry(SPY, Quantity.of(40));
        assertThat(engine.cash()).isEqualTo(Money.of(99_600));
        assertThat(engine.ledgerSum()).isEqualTo(Money.ZERO);
    }

    @Test
    void booksAnActivityOnce() {
        var paid =
                new Event.Account(
                        new AccountActivity.Cash(
                                "fee", now, now, AccountActivity.Reason.FEE, Money.of(-7)));
        engine.apply(paid, heard);
        engine.apply(paid, heard);

        assertThat(engine.cash()).isEqualTo(Money.of(99_993));
    }

    @Test
    void booksAFillThatNobodyExpectsAndHaltsTrading() {
        var stranger = new OrderId("SIM1.someone.1");
        engine.apply(
                new Event.Update(new OrderUpdate.Filled(filled(stranger, Side.BUY, "x9", 5))),
                heard);

        assertThat(engine.positions()).containsEntry(SPY, Quantity.of(5));
        assertThat(engine.condition().holds()).containsKey("reconciliation");
        assertThat(engine.ledgerSum()).isEqualTo(Money.ZERO);
    }

    @Test
    void booksALateFillOfACanceledOrder() {
        wants(100);
        var order = last();
        accept(order);
        update(new OrderUpdate.Canceled(order.id(), now, now));
        fill(order, "x1", 30);

        assertThat(engine.positions()).containsEntry(SPY, Quantity.of(30));
        assertThat(engine.condition().holds()).isEmpty();
    }

    @Test
    void tradesOnlyWhenTheLastOfSeveralHoldsIsReleased() {
        steer(new Steering.Hold("broker", "away"));
        steer(new Steering.Hold("operator", "lunch"));
        wants(100);
        steer(new Steering.Release("broker"));
        tick();
        assertThat(heard.orders).isEmpty();

        steer(new Steering.Release("operator"));
        tick();
        assertThat(heard.orders).hasSize(1);
    }

    @Test
    void aKillCancelsEverythingAndOutlivesSnapshotAndRestart() {
        wants(100);
        var order = last();
        accept(order);
        steer(new Steering.Kill("fire"));
        assertThat(heard.commands).contains(new Command.Cancel(order.id()));

        var snapshot = new ByteWriter();
        engine.save(snapshot);
        var restored = engine();
        restored.restore(new ByteReader(snapshot.copy()));
        assertThat(restored.condition().killed()).isEqualTo("fire");

        var loaded = engine();
        loaded.load(killed());
        engine = loaded;
        heard.orders.clear();
        wants(500);
        steer(new Steering.Release("operator"));
        tick();
        assertThat(heard.orders).isEmpty();
    }

    @Test
    void rearmingAfterAKillLeavesTheOperatorsHoldInForce() {
        steer(new Steering.Hold("operator", "lunch"));
        steer(new Steering.Kill("fire"));
        steer(new Steering.Rearm("out"));
        wants(100);
        assertThat(engine.condition().killed()).isEmpty();
        assertThat(heard.orders).isEmpty();

        steer(new Steering.Release("operator"));
        tick();
        assertThat(heard.orders).hasSize(1);
    }

    @Test
    void flatteningClosesWhatIsHeldOnceNothingWorksAnyMore() {
        bought(100);
        wants(150);
        var more = last();
        accept(more);
        steer(new Steering.Flatten("storm"));
        assertThat(heard.commands).contains(new Command.Cancel(more.id()));
        assertThat(last()).isEqualTo(more);

        update(new OrderUpdate.Canceled(more.id(), now, now));

        assertThat(last().side()).isEqualTo(Side.SELL);
        assertThat(last().quantity()).isEqualTo(Quantity.of(100));
        assertThat(engine.condition().holds()).containsKey("operator");
    }

    @Test
    void standingDownCancelsWhatOpensRiskAndKeepsWhatCloses() {
        bought(100);
        wants(0);
        var closing = last();
        accept(closing);
        heard.commands.clear();
        steer(new Steering.StandDown("stop"));
        assertThat(heard.commands).isEmpty();

        update(new OrderUpdate.Canceled(closing.id(), now, now));
        wants(200);
        var opening = last();
        accept(opening);
        steer(new Steering.StandDown("stop"));
        assertThat(heard.commands).contains(new Command.Cancel(opening.id()));
    }

    @Test
    void recordsADenialOnceUntilItsReasonOrItsTargetChanges() {
        wants(20_000_000);
        tick();
        tick();
        assertThat(denials()).isEqualTo(1);

        wants(30_000_000);
        tick();
        assertThat(denials()).isEqualTo(2);
    }

    private void bought(long shares) {
        wants(shares);
        accept(last());
        fill(last(), "first", shares);
    }

    private void wants(long shares) {
        wish.shares = Quantity.of(shares);
        tick();
    }

    private void tick() {
        now += MINUTE;
        var price = Price.of(10);
        engine.apply(
                new Event.Market(
                        new Bar(
                                SPY,
                                now - MINUTE,
                                now,
                                now,
                                price,
                                price,
                                price,
                                price,
                                Quantity.of(1_000),
                                false)),
                heard);
        engine.apply(new Event.Mark(now, now, 1), heard);
    }

    private void accept(Order order) {
        update(new OrderUpdate.Accepted(order.id(), now, now, "b-" + order.id().text()));
    }

    private void fill(Order order, String execution, long shares) {
        update(new OrderUpdate.Filled(filled(order.id(), order.side(), execution, shares)));
    }

    private Fill filled(OrderId order, Side side, String execution, long shares) {
        return new Fill(
                execution,
                order,
                SPY,
                side,
                Quantity.of(shares),
                Price.of(10),
                Money.ZERO,
                now,
                now);
    }

    private void update(OrderUpdate update) {
        engine.apply(new Event.Update(update), heard);
    }

    private void steer(Steering steering) {
        engine.apply(new Event.Operator("op-" + heard.serial++, "test", steering, now, now), heard);
    }

    private Order last() {
        return heard.orders.getLast();
    }

    private long denials() {
        return heard.facts.stream()
                .filter(
                        fact ->
                                fact instanceof Fact.OrderChanged(var view)
                                        && view.state() == OrderState.DENIED)
                .count();
    }

    private Engine engine() {
        var settings =
                new EngineSettings("SIM1", List.of(SPY), new AlwaysOpen(), RiskLimits.SIMULATED);
        return new Engine(settings, wish);
    }

    private static TradingState killed() {
        var empty = TradingState.empty();
        return new TradingState(
                empty.balances(),
                empty.positions(),
                empty.targets(),
                empty.orders(),
                empty.executions(),
                TradingCondition.CLEAR.withKill("fire"),
                empty.peak(),
                empty.sessionOpenEquity(),
                empty.valuedAt());
    }

    /// Wants so many shares, whatever happens.
    private static final class Wish implements Strategy, Strategy.State {
        private Quantity shares = Quantity.ZERO;

        @Override
        public String name() {
            return "wish";
        }

        @Override
        public void on(Event event) {}

        @Override
        public void decide(Decision decision) {
            decision.target(SPY, shares);
        }

        @Override
        public Strategy.State state() {
            return this;
        }

        @Override
        public void save(ByteWriter out) {}

        @Override
        public void restore(ByteReader in) {}
    }

    private static final class Heard implements Output {
        private final List<Command> commands = new ArrayList<>();
        private final List<Order> orders = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();
        private int serial;

        @Override
        public void command(Command command) {
            commands.add(command);
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
