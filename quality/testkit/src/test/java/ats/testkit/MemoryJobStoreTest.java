package ats.testkit;

import module java.base;

import ats.learning.store.JobStore;

final class MemoryJobStoreTest extends JobStoreContract {

    private final AtomicLong nanos = new AtomicLong();

    @Override
    protected JobStore store() {
        return new MemoryJobStore(nanos::get);
    }

    @Override
    protected void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
