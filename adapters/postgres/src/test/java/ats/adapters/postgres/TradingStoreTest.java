package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Money;
import ats.domain.OrderState;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.Target;
import ats.engine.TradingCondition;
import ats.engine.store.Lease;
import ats.engine.store.TradingState;
import ats.platform.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class TradingStoreTest {

    private static final Symbol SPY = new Symbol("SPY");

    private final String account = SharedDatabase.freshName("trading-");
    private final PostgresTradingStore store;
    private final PostgresLeaseStore leases;
    private final PostgresAuditTrail trail;
    private final Lease lease;

    TradingStoreTest(Database database) {
        store = new PostgresTradingStore(database);
        leases = new PostgresLeaseStore(database);
        trail = new PostgresAuditTrail(database);
        lease = leases.take(account, "test").orElseThrow();
    }

    @Test
    void startsWithEmptyBooks() {
        assertThat(store.load(account)).isEqualTo(TradingState.empty());
    }

    @Test
    void readsBackEveryKindOfFact() {
        var order = Samples.order("a", OrderState.SUBMITTED, Samples.NOW);
        var fill = Samples.fill("x1", "a", 40, 10);
        var condition = TradingCondition.CLEAR.withHold("broker", "lost").withKill("me");
        var filled = Samples.filled(order, Quantity.of(40), OrderState.PARTIALLY_FILLED);
        commit(
                new Fact.OrderChanged(order),
                new Fact.Filled(fill),
                new Fact.OrderChanged(filled),
                new Fact.Posted(Samples.posting("x1", "holdings:SPY", "cash", "400")),
                new Fact.TargetChanged(SPY, Quantity.of(100), Samples.NOW),
                new Fact.Valued(Samples.NOW, Money.of(99), Money.of(50), Money.of(101)),
                new Fact.ConditionChanged(condition, Samples.NOW));
        var state = store.load(account);
        assertThat(state.orders()).containsExactly(filled);
        assertThat(state.executions()).containsExactly("x1");
        assertThat(state.positions()).containsEntry(SPY, Quantity.of(40)).hasSize(1);
        assertThat(state.balances())
                .containsEntry("cash", Money.of(-400))
                .containsEntry("holdings:SPY", Money.of(400));
        assertThat(state.targets()).containsEntry(SPY, new Target(Quantity.of(100), Samples.NOW));
        assertThat(state.condition()).isEqualTo(condition);
        assertThat(state.peak()).isEqualTo(Money.of(101));
        assertThat(state.valuedAt()).isEqualTo(Samples.NOW);
        assertThat(trail.fills(account)).containsExactly(fill);
        assertThat(trail.postings(account))
                .containsExactly(Samples.posting("x1", "holdings:SPY", "cash", "400"));
    }

    @Test
    void keepsEveryPricing() {
        var pricings =
                List.of(
                        new Pricing.Market(),
                        new Pricing.Limit(Price.parse("1.000000001")),
                        new Pricing.Stop(Price.of(2)),
                        new Pricing.StopLimit(Price.of(3), Price.of(4)));
        var orders = new ArrayList<OrderView>();
        for (var pricing : pricings) {
            orders.add(
                    Samples.order("p" + orders.size(), pricing, OrderState.ACCEPTED, Samples.NOW));
        }
        assertThat(store.commit(lease, changed(orders))).isTrue();
        assertThat(store.load(account).orders()).containsExactlyElementsOf(orders);
    }

    @Test
    void writesNothingUnderAnOldEpoch() {
        leases.release(lease);
        var next = leases.take(account, "other").orElseThrow();
        var fact = new Fact.OrderChanged(Samples.order("late", OrderState.SUBMITTED, Samples.NOW));
        assertThat(store.commit(lease, List.of(fact))).isFalse();
        assertThat(store.advanceActivity(lease, "1")).isFalse();
        assertThat(store.load(account)).isEqualTo(TradingState.empty());
        assertThat(store.lastActivity(account)).isEmpty();
        assertThat(store.commit(next, List.of(fact))).isTrue();
        assertThat(store.advanceActivity(next, "1")).isTrue();
        assertThat(store.lastActivity(account)).isEqualTo("1");
    }

    @Test
    void writesNothingWhenOneFactIsRefused() {
        commit(new Fact.Posted(Samples.posting("p", "cash", "capital", "5")));
        var before = store.load(account);
        var facts =
                List.<Fact>of(
                        new Fact.OrderChanged(
                                Samples.order("b", OrderState.SUBMITTED, Samples.NOW)),
                        new Fact.Filled(Samples.fill("y", "b", 1, 1)),
                        new Fact.Posted(Samples.posting("p", "cash", "capital", "6")));
        assertCorrupt(() -> store.commit(lease, facts));
        assertThat(store.load(account)).isEqualTo(before);
        assertThat(trail.fills(account)).isEmpty();
    }

    @Test
    void booksARepeatedCommitOnce() {
        var order = Samples.order("c", OrderState.SUBMITTED, Samples.NOW);
        var facts =
                List.<Fact>of(
                        new Fact.OrderChanged(order),
                        new Fact.Filled(Samples.fill("z", "c", 7, 10)),
                        new Fact.Posted(Samples.posting("z", "holdings:SPY", "cash", "70")),
                        new Fact.ActivityBooked(dividend("d", "1.23")),
                        new Fact.ActivityBooked(split("s", 7)));
        assertThat(store.commit(lease, facts)).isTrue();
        var once = store.load(account);
        assertThat(store.commit(lease, facts)).isTrue();
        assertThat(store.load(account)).isEqualTo(once);
        assertThat(once.positions()).containsEntry(SPY, Quantity.of(14));
        assertThat(trail.activities(account)).containsExactly(dividend("d", "1.23"), split("s", 7));
    }

    @Test
    void refusesAnotherFillOfTheSameExecution() {
        commit(new Fact.Filled(Samples.fill("w", "d", 7, 10)));
        assertCorrupt(
                () -> store.commit(lease, List.of(new Fact.Filled(Samples.fill("w", "d", 8, 10)))));
        assertThat(store.load(account).positions()).containsEntry(SPY, Quantity.of(7));
    }

    @Test
    void refusesAnOrderThatLosesWhatWasFilled() {
        var order = Samples.order("e", OrderState.SUBMITTED, Samples.NOW);
        commit(new Fact.OrderChanged(Samples.filled(order, Quantity.of(5), OrderState.CANCELED)));
        assertCorrupt(() -> store.commit(lease, List.of(new Fact.OrderChanged(order))));
    }

    @Test
    void loadsOrdersThatMayMoveAndThoseOfTheLastDays() {
        var orders =
                List.of(
                        Samples.order("1", OrderState.CANCELED, Samples.NOW - 6 * Samples.DAY),
                        Samples.order("2", OrderState.ACCEPTED, Samples.NOW - 9 * Samples.DAY),
                        Samples.order("3", OrderState.CANCELED, Samples.NOW - 4 * Samples.DAY),
                        Samples.order("4", OrderState.CANCELED, Samples.NOW));
        assertThat(store.commit(lease, changed(orders))).isTrue();
        assertThat(store.load(account).orders()).containsExactlyElementsOf(orders.subList(1, 4));
    }

    @Test
    void opensTheSessionWithTheLastValueOfTheDayBefore() {
        commit(new Fact.Valued(Samples.NOW, Money.of(1), Money.ZERO, Money.of(1)));
        commit(new Fact.Valued(Samples.NOW + 1, Money.of(2), Money.ZERO, Money.of(2)));
        assertThat(store.load(account).sessionOpenEquity()).isEqualTo(Money.of(1));
        commit(new Fact.Valued(Samples.NOW + Samples.DAY, Money.of(3), Money.ZERO, Money.of(3)));
        assertThat(store.load(account).sessionOpenEquity()).isEqualTo(Money.of(2));
    }

    @Test
    void commitsADecisionOfTenOrdersQuickly() {
        int rounds = 200;
        long started = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            var facts = new ArrayList<Fact>();
            for (int leg = 0; leg < 10; leg++) {
                var id = "r" + round + "-" + leg;
                facts.add(
                        new Fact.OrderChanged(
                                Samples.order(id, OrderState.SUBMITTED, Samples.NOW)));
            }
            facts.add(new Fact.Valued(Samples.NOW + round, Money.of(1), Money.of(1), Money.of(1)));
            assertThat(store.commit(lease, facts)).isTrue();
        }
        long micros = (System.nanoTime() - started) / 1000 / rounds;
        System.out.println("commit of ten orders: " + micros + " microseconds");
        assertThat(micros).isLessThan(100_000);
    }

    private void commit(Fact... facts) {
        assertThat(store.commit(lease, List.of(facts))).isTrue();
    }

    private static List<Fact> changed(List<OrderView> orders) {
        return orders.stream().<Fact>map(Fact.OrderChanged::new).toList();
    }

    private static AccountActivity dividend(String id, String amount) {
        return new AccountActivity.Cash(
                id, Samples.NOW, Samples.NOW, AccountActivity.Reason.DIVIDEND, Money.parse(amount));
    }

    private static AccountActivity split(String id, long shares) {
        return new AccountActivity.Holding(
                id,
                Samples.NOW,
                Samples.NOW,
                AccountActivity.Reason.SPLIT,
                SPY,
                Quantity.of(shares),
                Money.ZERO);
    }

    private static void assertCorrupt(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.CORRUPT));
    }
}
