package ats.adapters.postgres;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.OrderId;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.ledger.Posting;
import ats.engine.store.Lease;

import java.sql.Connection;
import java.sql.SQLException;

/// The facts of one instant, sorted by table so that each table costs one round trip. Of what is
/// told twice of an order, a target or the condition, the last word stands.
final class FactWriter {

    private final Map<OrderId, OrderView> orders = new LinkedHashMap<>();
    private final Map<Symbol, Fact.TargetChanged> targets = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private final List<AccountActivity> activities = new ArrayList<>();
    private final List<Posting> postings = new ArrayList<>();
    private final List<Fact.Valued> valuations = new ArrayList<>();
    private final List<Fact.ConditionChanged> conditions = new ArrayList<>();
    private final List<Fact.StrategyChosen> reigns = new ArrayList<>();

    FactWriter(List<Fact> facts) {
        for (var fact : facts) {
            switch (fact) {
                case Fact.OrderChanged(var order) -> orders.put(order.order().id(), order);
                case Fact.Filled(var fill) -> fills.add(fill);
                case Fact.Posted(var posting) -> postings.add(posting);
                case Fact.ActivityBooked(var activity) -> activities.add(activity);
                case Fact.TargetChanged target -> targets.put(target.symbol(), target);
                case Fact.Valued valued -> valuations.add(valued);
                case Fact.ConditionChanged condition -> conditions.add(condition);
                case Fact.StrategyChosen chosen -> reigns.add(chosen);
            }
        }
    }

    void write(Connection connection, Lease lease) throws SQLException {
        var account = lease.account();
        OrderRows.write(connection, account, orders.values());
        var freshFills = FillRows.write(connection, account, fills);
        var freshActivities = ActivityRows.write(connection, account, activities);
        BookRows.addPositions(connection, account, changes(freshFills, freshActivities));
        LedgerRows.write(connection, account, postings);
        BookRows.writeTargets(connection, account, targets.values());
        BookRows.writeEquity(connection, account, valuations);
        BookRows.writeReigns(connection, account, reigns);
        for (var changed : conditions) {
            if (BookRows.writeCondition(connection, account, changed)) {
                var condition = changed.condition();
                var details = (condition.state() + " " + condition.reason()).strip();
                AuditEvents.add(connection, lease.holder(), "condition.changed", account, details);
            }
        }
    }

    private static SortedMap<Symbol, Quantity> changes(
            List<Fill> fills, List<AccountActivity> activities) {
        var changes = new TreeMap<Symbol, Quantity>();
        for (var fill : fills) {
            changes.merge(fill.symbol(), fill.change(), Quantity::plus);
        }
        for (var activity : activities) {
            switch (activity) {
                case AccountActivity.Cash _ -> {}
                case AccountActivity.Holding holding ->
                        changes.merge(holding.symbol(), holding.shares(), Quantity::plus);
            }
        }
        return changes;
    }
}
