package ats.testkit;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Money;
import ats.domain.OrderId;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.Target;
import ats.engine.TradingCondition;
import ats.engine.ledger.Posting;
import ats.engine.store.Lease;
import ats.engine.store.TradingState;
import ats.engine.store.TradingStore;

/// An account's books in memory, written under a lease of a [MemoryLeaseStore]. It remembers each
/// commit, and what was there already is left alone.
public final class MemoryTradingStore implements TradingStore {

    private final MemoryLeaseStore leases;
    private final Absence absence = new Absence();
    private final Map<String, Account> accounts = new HashMap<>();
    private final List<List<Fact>> commits = new ArrayList<>();

    public MemoryTradingStore(MemoryLeaseStore leases) {
        this.leases = leases;
    }

    public Absence absence() {
        return absence;
    }

    /// What was written, a list for each transaction.
    public synchronized List<List<Fact>> commits() {
        return List.copyOf(commits);
    }

    @Override
    public synchronized TradingState load(String account) {
        return absence.during(() -> of(account).state());
    }

    @Override
    public synchronized boolean commit(Lease lease, List<Fact> facts) {
        return absence.during(
                () -> {
                    boolean held = leases.held(lease);
                    if (held) {
                        facts.forEach(of(lease.account())::write);
                        commits.add(List.copyOf(facts));
                    }
                    return held;
                });
    }

    @Override
    public synchronized String lastActivity(String account) {
        return absence.during(() -> of(account).watermark);
    }

    @Override
    public synchronized boolean advanceActivity(Lease lease, String activityId) {
        return absence.during(
                () -> {
                    boolean held = leases.held(lease);
                    if (held) {
                        of(lease.account()).watermark = activityId;
                    }
                    return held;
                });
    }

    private Account of(String account) {
        return accounts.computeIfAbsent(account, _ -> new Account());
    }

    /// The rows of one account.
    private static final class Account {
        private final TreeMap<String, Posting> postings = new TreeMap<>();
        private final TreeMap<String, AccountActivity> activities = new TreeMap<>();
        private final TreeMap<Symbol, Quantity> positions = new TreeMap<>();
        private final TreeMap<Symbol, Target> targets = new TreeMap<>();
        private final LinkedHashMap<OrderId, OrderView> orders = new LinkedHashMap<>();
        private final TreeSet<String> executions = new TreeSet<>();
        private final TreeMap<Long, Fact.Valued> values = new TreeMap<>();
        private TradingCondition condition = TradingCondition.CLEAR;
        private String watermark = "";

        void write(Fact fact) {
            switch (fact) {
                case Fact.OrderChanged(var order) -> orders.put(order.order().id(), order);
                case Fact.Filled(var fill) -> {
                    if (executions.add(fill.execution())) {
                        move(fill.symbol(), fill.change());
                    }
                }
                case Fact.Posted(var posting) -> postings.put(posting.id(), posting);
                case Fact.ActivityBooked(var activity) -> book(activity);
                case Fact.TargetChanged(var symbol, var shares, var at) ->
                        targets.put(symbol, new Target(shares, at));
                case Fact.Valued valued -> values.put(valued.at(), valued);
                case Fact.ConditionChanged(var next, _) -> condition = next;
                case Fact.StrategyChosen _ -> {}
            }
        }

        TradingState state() {
            var last = Optional.ofNullable(values.lastEntry()).map(Map.Entry::getValue);
            var first = Optional.ofNullable(values.firstEntry()).map(Map.Entry::getValue);
            return new TradingState(
                    balances(),
                    new TreeMap<>(positions),
                    new TreeMap<>(targets),
                    List.copyOf(orders.values()),
                    new TreeSet<>(executions),
                    condition,
                    last.map(Fact.Valued::peak).orElse(Money.ZERO),
                    first.map(Fact.Valued::equity).orElse(Money.ZERO),
                    last.map(Fact.Valued::at).orElse(0L));
        }

        private void book(AccountActivity activity) {
            boolean known = activities.put(activity.id(), activity) != null;
            if (!known && activity instanceof AccountActivity.Holding holding) {
                move(holding.symbol(), holding.shares());
            }
        }

        private void move(Symbol symbol, Quantity change) {
            var after = positions.getOrDefault(symbol, Quantity.ZERO).plus(change);
            if (after.zero()) {
                positions.remove(symbol);
            } else {
                positions.put(symbol, after);
            }
        }

        private SortedMap<String, Money> balances() {
            var balances = new TreeMap<String, Money>();
            for (var posting : postings.values()) {
                for (var entry : posting.entries()) {
                    balances.merge(entry.account(), entry.amount(), Money::plus);
                }
            }
            return balances;
        }
    }
}
