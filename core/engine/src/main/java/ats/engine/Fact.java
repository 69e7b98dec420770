package ats.engine;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.ledger.Posting;

/// What became true in the engine and must be durable: the rows of the database. The facts of one
/// instant are written in one transaction, before its commands are carried out.
public sealed interface Fact {

    /// The order is new, or stands differently now.
    record OrderChanged(OrderView order) implements Fact {}

    record Filled(Fill fill) implements Fact {}

    record Posted(Posting posting) implements Fact {}

    record ActivityBooked(AccountActivity activity) implements Fact {}

    /// What the strategy wants to hold from now on.
    record TargetChanged(Symbol symbol, Quantity target, long decidedAt) implements Fact {}

    /// The account valued at the last closes, at a mark.
    record Valued(long at, Money equity, Money cash, Money peak) implements Fact {}

    /// Which strategy decides from now on, and by which model; "" for none.
    record StrategyChosen(String strategy, String modelHash, long at) implements Fact {}

    /// Trading was held, released, killed or armed again.
    record ConditionChanged(TradingCondition condition, long at) implements Fact {}
}
