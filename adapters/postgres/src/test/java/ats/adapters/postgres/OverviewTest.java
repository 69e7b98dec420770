package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.engine.Event;
import ats.engine.Fact;
import ats.engine.Steering;
import ats.engine.store.ControlStore;
import ats.engine.store.Lease;
import ats.engine.store.Overview;
import ats.platform.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class OverviewTest {

    private final String account = SharedDatabase.freshName("overview-");
    private final Database database;
    private final PostgresOverview overview;
    private final PostgresControlStore control;
    private final PostgresTradingStore store;
    private final Lease lease;

    OverviewTest(Database database) {
        this.database = database;
        overview = new PostgresOverview(database);
        control = new PostgresControlStore(database);
        store = new PostgresTradingStore(database);
        lease = new PostgresLeaseStore(database).take(account, "test").orElseThrow();
    }

    @Test
    void sumsUpEmptyBooks() {
        assertThat(overview.summary(account)).isEqualTo(Overview.Summary.EMPTY);
        assertThat(overview.equity(account, 10)).isEmpty();
        assertThat(overview.holdings(account)).isEmpty();
    }

    @Test
    void sumsUpTheBooks() {
        var order = Samples.order("a", OrderState.SUBMITTED, Samples.NOW);
        commit(
                new Fact.OrderChanged(order),
                new Fact.Filled(Samples.fill("x", "a", 40, 10)),
                new Fact.Posted(Samples.posting("o", "cash", "capital", "1000")),
                new Fact.Posted(Samples.posting("x", "holdings:SPY", "cash", "400")),
                new Fact.Posted(Samples.posting("g", "cash", "realized", "25")),
                new Fact.Valued(Samples.NOW, Money.of(1025), Money.of(625), Money.of(1030)));
        var summary = overview.summary(account);
        assertThat(summary.cash()).isEqualTo(Money.of(625));
        assertThat(summary.equity()).isEqualTo(Money.of(1025));
        assertThat(summary.peak()).isEqualTo(Money.of(1030));
        assertThat(summary.realized()).isEqualTo(Money.of(25));
        assertThat(summary.ledgerSum()).isEqualTo(Money.ZERO);
        assertThat(summary.orders()).isOne();
        assertThat(summary.fills()).isOne();
        assertThat(overview.orders(account, 5)).containsExactly(order);
        assertThat(overview.holdings(account))
                .containsExactly(
                        new Overview.Holding(new Symbol("SPY"), Quantity.of(40), Money.of(400)));
    }

    @Test
    void readsTheFillsOfASymbolSinceATime() {
        var fills = List.of(filled("x", "SPY", 2), filled("y", "SPY", 1), filled("z", "QQQ", 2));
        fills.forEach(fill -> commit(new Fact.Filled(fill)));
        var symbol = new Symbol("SPY");
        var trail = new PostgresAuditTrail(database);
        assertThat(trail.fills(account, symbol, 1)).containsExactly(fills.get(1), fills.getFirst());
        assertThat(trail.fills(account, symbol, 2)).containsExactly(fills.getFirst());
        assertThat(trail.fills(account, symbol, 3)).isEmpty();
        assertThat(trail.fills("nobody", symbol, 0)).isEmpty();
    }

    @Test
    void showsAnEditedLedgerRow() {
        commit(new Fact.Posted(Samples.posting("o", "cash", "capital", "1000")));
        execute(
                "UPDATE ledger_entries SET amount = amount + 1 WHERE line = 0 AND account = '"
                        + account
                        + "'");
        assertThat(overview.summary(account).ledgerSum()).isEqualTo(new Money(1));
        assertThatThrownBy(() -> new PostgresAuditTrail(database).postings(account))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("CORRUPT");
    }

    @Test
    void thinsEquityEvenlyBetweenItsEnds() {
        var facts = new ArrayList<Fact>();
        for (int at = 0; at < 1001; at++) {
            facts.add(new Fact.Valued(at, Money.of(at), Money.ZERO, Money.of(at)));
        }
        assertThat(store.commit(lease, facts)).isTrue();
        var points = overview.equity(account, 101);
        assertThat(points).hasSize(101);
        assertThat(points.getFirst().at()).isZero();
        assertThat(points.getLast().at()).isEqualTo(1000);
        for (int point = 1; point < points.size(); point++) {
            long step = points.get(point).at() - points.get(point - 1).at();
            assertThat(step).isEqualTo(10);
        }
        assertThat(overview.equity(account, 5000)).hasSize(1001);
        assertThat(overview.equity(account, 7)).hasSize(7);
    }

    @Test
    void tellsWhoTradedWhen() {
        var first = new Fact.StrategyChosen("moving-averages", "", 20);
        var second = new Fact.StrategyChosen("forecast", "abc", 10);
        commit(first);
        commit(second, first);
        assertThat(overview.reigns(account)).containsExactly(first, second, first);
        assertThat(overview.reigns("nobody")).isEmpty();
    }

    @Test
    void recordsACommandOnceUntilItIsHandled() {
        var steerings =
                List.of(
                        new Steering.Hold("operator", "lunch"),
                        new Steering.Release("operator"),
                        new Steering.Flatten("storm"),
                        new Steering.Kill("fire"),
                        new Steering.Rearm("out"),
                        new Steering.StandDown("night"));
        var commands = new ArrayList<Event.Operator>();
        for (var steering : steerings) {
            commands.add(new Event.Operator(account + "-" + commands.size(), "me", steering, 1, 2));
        }
        commands.forEach(command -> assertThat(control.record(command)).isTrue());
        commands.forEach(command -> assertThat(control.record(command)).isFalse());
        assertThat(control.pending()).containsExactlyElementsOf(commands);
        commands.forEach(command -> control.handled(command.id()));
        assertThat(control.pending()).isEmpty();
        assertThat(control.record(commands.getFirst())).isFalse();
    }

    @Test
    void neverRewritesTheAudit() {
        assertThatThrownBy(() -> execute("DELETE FROM audit_events")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> execute("UPDATE audit_events SET who = ''"))
                .isInstanceOf(Fault.class);
    }

    @Test
    void keepsTheLastHeartbeatOfAService() {
        control.heartbeat(account, "starting", "", 1);
        control.heartbeat(account, "healthy", "fine", 2);
        assertThat(control.heartbeats())
                .contains(new ControlStore.Heartbeat(account, "healthy", "fine", 2));
    }

    @Test
    void migratesAMigratedDatabaseWithoutHarm() {
        assertThat(database.available()).isTrue();
        Database.open(database.address()).close();
        assertThat(overview.summary(account)).isEqualTo(Overview.Summary.EMPTY);
    }

    private static Fill filled(String execution, String symbol, long happenedAt) {
        return new Fill(
                execution,
                new OrderId(execution),
                new Symbol(symbol),
                Side.BUY,
                Quantity.of(1),
                Price.of(10),
                Money.ZERO,
                happenedAt,
                happenedAt + 5);
    }

    private void commit(Fact... facts) {
        assertThat(store.commit(lease, List.of(facts))).isTrue();
    }

    private void execute(String sql) {
        database.call(
                "do as a test asks",
                connection -> {
                    try (var statement = connection.createStatement()) {
                        return statement.executeUpdate(sql);
                    }
                });
    }
}
