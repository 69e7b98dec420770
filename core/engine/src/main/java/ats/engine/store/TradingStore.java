package ats.engine.store;

import module java.base;

import ats.engine.Fact;

/// The trader's durable truth.
public interface TradingStore {

    /// Everything the engine starts from; empty books for an account never seen.
    TradingState load(String account);

    /// Writes the facts of one instant in one transaction that also checks the lease: holder, epoch
    /// and not expired by the database's clock. False, and nothing written, when it is not held.
    boolean commit(Lease lease, List<Fact> facts);

    /// The last activity of the broker's list that has been booked, "" for none.
    String lastActivity(String account);

    boolean advanceActivity(Lease lease, String activityId);
}
