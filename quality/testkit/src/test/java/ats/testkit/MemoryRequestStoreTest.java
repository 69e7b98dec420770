package ats.testkit;

import ats.learning.store.RequestStore;

final class MemoryRequestStoreTest extends RequestStoreContract {

    @Override
    protected RequestStore store() {
        return new MemoryRequestStore();
    }
}
