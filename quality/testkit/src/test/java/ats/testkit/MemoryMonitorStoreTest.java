package ats.testkit;

import ats.learning.store.MonitorStore;

final class MemoryMonitorStoreTest extends MonitorStoreContract {

    @Override
    protected MonitorStore store() {
        return new MemoryMonitorStore();
    }
}
