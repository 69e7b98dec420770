package ats.engine.store;

import module java.base;

import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.OrderView;
import ats.engine.Target;
import ats.engine.TradingCondition;

/// What the database knows of an account: balances by ledger account, shares held, what the
/// strategy wanted, the orders that may still move (and all of the last sessions, so that a late
/// fill finds its order), executions already booked for them, and the peak of equity.
public record TradingState(
        SortedMap<String, Money> balances,
        SortedMap<Symbol, Quantity> positions,
        SortedMap<Symbol, Target> targets,
        List<OrderView> orders,
        SortedSet<String> executions,
        TradingCondition condition,
        Money peak,
        Money sessionOpenEquity,
        long valuedAt) {

    /// A fresh account.
    public static TradingState empty() {
        return new TradingState(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                new TreeSet<>(),
                TradingCondition.CLEAR,
                Money.ZERO,
                Money.ZERO,
                0);
    }
}
