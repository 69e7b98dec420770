package ats.testkit;

import ats.learning.store.VectorStore;

final class MemoryVectorStoreTest extends VectorStoreContract {

    @Override
    protected VectorStore store() {
        return new MemoryVectorStore();
    }
}
