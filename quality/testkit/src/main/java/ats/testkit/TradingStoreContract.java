package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.Target;
import ats.engine.TradingCondition;
import ats.engine.ledger.Posting;
import ats.engine.store.Lease;
import ats.engine.store.LeaseStore;
import ats.engine.store.TradingState;
import ats.engine.store.TradingStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of books promises; each implementation has a test that extends this one.
@SuppressWarnings("NullAway.Init") // JUnit opens the stores before each test
public abstract class TradingStoreContract {

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static final Symbol SPY = Symbol.of("SPY");

    /// Ten in the morning in New York.
    private static final long NOW =
            Instant.parse("2026-11-02T15:00:00Z").getEpochSecond() * 1_000_000_000L;

    private final String account = "books-" + ACCOUNTS.incrementAndGet();
    private TradingStore store;
    private LeaseStore leases;
    private Lease lease;

    protected abstract TradingStore store();

    /// The leases that the store checks.
    protected abstract LeaseStore leases();

    @BeforeEach
    final void openTheStores() {
        store = store();
        leases = leases();
        lease = leases.take(account, "one").orElseThrow();
    }

    @Test
    public void hasEmptyBooksOfAnAccountNeverSeen() {
        assertThat(store.load(account)).isEqualTo(TradingState.empty());
        assertThat(store.lastActivity(account)).isEmpty();
    }

    @Test
    public void loadsWhatWasCommitted() {
        var condition = TradingCondition.CLEAR.withHold("operator", "lunch").withKill("drill");
        commit(
                new Fact.OrderChanged(order(OrderState.PARTIALLY_FILLED, 40)),
                new Fact.Filled(fill("x1", 40)),
                new Fact.Posted(posting("x1", "holdings:SPY", "cash", "400")),
                new Fact.TargetChanged(SPY, Quantity.of(100), NOW),
                new Fact.Valued(NOW, Money.of(5), Money.of(4), Money.of(6)),
                new Fact.ConditionChanged(condition, NOW));

        assertThat(store.load(account))
                .isEqualTo(
                        new TradingState(
                                new TreeMap<>(
                                        Map.of(
                                                "holdings:SPY", Money.of(400),
                                                "cash", Money.of(-400))),
                                new TreeMap<>(Map.of(SPY, Quantity.of(40))),
                                new TreeMap<>(Map.of(SPY, new Target(Quantity.of(100), NOW))),
                                List.of(order(OrderState.PARTIALLY_FILLED, 40)),
                                new TreeSet<>(Set.of("x1")),
                                condition,
                                Money.of(6),
                                Money.of(5),
                                NOW));
    }

    @Test
    public void keepsTheLastWordOnAnOrder() {
        commit(new Fact.OrderChanged(order(OrderState.SUBMITTED, 0)));
        commit(new Fact.OrderChanged(order(OrderState.ACCEPTED, 0)));

        assertThat(store.load(account).orders()).containsExactly(order(OrderState.ACCEPTED, 0));
    }

    @Test
    public void booksARepeatedCommitOnce() {
        var facts =
                new Fact[] {
                    new Fact.OrderChanged(order(OrderState.PARTIALLY_FILLED, 40)),
                    new Fact.Filled(fill("x1", 40)),
                    new Fact.Posted(posting("x1", "holdings:SPY", "cash", "400")),
                    new Fact.ActivityBooked(split("s1", 7))
                };
        commit(facts);
        var once = store.load(account);
        commit(facts);

        assertThat(store.load(account)).isEqualTo(once);
        assertThat(once.positions()).containsEntry(SPY, Quantity.of(47));
    }

    @Test
    public void writesNothingUnderALeaseThatIsNotHeld() {
        leases.release(lease);
        var fact = new Fact.OrderChanged(order(OrderState.SUBMITTED, 0));

        assertThat(store.commit(lease, List.of(fact))).isFalse();
        assertThat(store.advanceActivity(lease, "1")).isFalse();
        var next = leases.take(account, "two").orElseThrow();
        assertThat(store.commit(lease, List.of(fact))).isFalse();
        assertThat(store.load(account)).isEqualTo(TradingState.empty());
        assertThat(store.lastActivity(account)).isEmpty();

        assertThat(store.commit(next, List.of(fact))).isTrue();
        assertThat(store.advanceActivity(next, "1")).isTrue();
        assertThat(store.lastActivity(account)).isEqualTo("1");
    }

    private void commit(Fact... facts) {
        assertThat(store.commit(lease, List.of(facts))).isTrue();
    }

    private static OrderView order(OrderState state, long filled) {
        var order =
                new Order(
                        new OrderId("order-1"),
                        SPY,
                        Side.BUY,
                        Quantity.of(100),
                        new Pricing.Market(),
                        TimeInForce.DAY,
                        NOW);
        var shares = Quantity.of(filled);
        return new OrderView(
                order, state, shares, Price.of(10).times(shares), List.of("b1"), "", NOW);
    }

    private static Fill fill(String execution, long shares) {
        return new Fill(
                execution,
                new OrderId("order-1"),
                SPY,
                Side.BUY,
                Quantity.of(shares),
                Price.of(10),
                Money.ZERO,
                NOW,
                NOW);
    }

    private static AccountActivity split(String id, long shares) {
        return new AccountActivity.Holding(
                id, NOW, NOW, AccountActivity.Reason.SPLIT, SPY, Quantity.of(shares), Money.ZERO);
    }

    private static Posting posting(String id, String debit, String credit, String amount) {
        var money = Money.parse(amount);
        return new Posting(
                id,
                NOW,
                "a test",
                List.of(
                        new Posting.Entry(debit, money),
                        new Posting.Entry(credit, money.negated())));
    }
}
