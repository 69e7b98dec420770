package ats.testkit;

import ats.engine.store.LeaseStore;
import ats.engine.store.TradingStore;

final class MemoryTradingStoreTest extends TradingStoreContract {

    private final MemoryLeaseStore leases = new MemoryLeaseStore(() -> 0);
    private final MemoryTradingStore store = new MemoryTradingStore(leases);

    @Override
    protected TradingStore store() {
        return store;
    }

    @Override
    protected LeaseStore leases() {
        return leases;
    }
}
