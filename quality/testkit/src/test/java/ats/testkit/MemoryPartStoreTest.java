package ats.testkit;

import module java.base;

final class MemoryPartStoreTest extends PartStoreContract {

    private final AtomicLong nanos = new AtomicLong();

    @Override
    protected Stores stores() {
        var jobs = new MemoryJobStore(nanos::get);
        return new Stores(jobs, new MemoryPartStore(jobs, nanos::get));
    }

    @Override
    protected void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
