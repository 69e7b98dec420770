package ats.testkit;

import module java.base;

import ats.engine.store.LeaseStore;

final class MemoryLeaseStoreTest extends LeaseContract {

    private final AtomicLong clock = new AtomicLong();
    private final MemoryLeaseStore leases = new MemoryLeaseStore(clock::get);

    @Override
    protected LeaseStore leases() {
        return leases;
    }

    @Override
    protected void expire(String account, Duration ago) {
        clock.set(Duration.ofSeconds(10).plus(ago).toNanos());
    }
}
