package ats.testkit;

import ats.learning.store.ModelStore;

final class MemoryModelStoreTest extends ModelStoreContract {

    @Override
    protected ModelStore store() {
        return new MemoryModelStore();
    }
}
