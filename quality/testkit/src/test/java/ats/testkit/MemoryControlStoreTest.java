package ats.testkit;

import ats.engine.store.ControlStore;

final class MemoryControlStoreTest extends ControlContract {

    private final MemoryControlStore controls = new MemoryControlStore();

    @Override
    protected ControlStore controls() {
        return controls;
    }
}
