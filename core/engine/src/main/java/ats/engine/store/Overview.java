package ats.engine.store;

import module java.base;

import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.TradingCondition;

/// Reading the trader's books without touching them: for the page.
public interface Overview {

    List<Holding> holdings(String account);

    /// Newest first.
    List<OrderView> orders(String account, int limit);

    /// At most `limit` points, thinned evenly, oldest first.
    List<Point> equity(String account, int limit);

    /// Which strategy traded from when on, and by which model, oldest first.
    List<Fact.StrategyChosen> reigns(String account);

    Summary summary(String account);

    /// A position at cost; `cost` is what was paid for what is still held.
    record Holding(Symbol symbol, Quantity quantity, Money cost) {}

    record Point(long at, Money equity, Money cash) {}

    /// `ledgerSum` is the sum of all ledger entries: zero, or the books are wrong.
    record Summary(
            Money cash,
            Money equity,
            Money peak,
            Money ledgerSum,
            Money realized,
            long orders,
            long fills,
            TradingCondition condition) {

        /// The books before the first posting.
        public static final Summary EMPTY =
                new Summary(
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO,
                        0,
                        0,
                        TradingCondition.CLEAR);
    }
}
