package ats.system;

import module java.base;

import ats.domain.Symbol;
import ats.engine.store.FlowStore;
import ats.testkit.FlowStoreContract;
import ats.testkit.MemoryFlowStore;

final class MemoryFlowStoreTest extends FlowStoreContract {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final MemoryFlowStore store = new MemoryFlowStore();

    @Override
    protected FlowStore store() {
        return store;
    }

    @Override
    protected Symbol symbol() {
        return Symbol.of("F" + NAMES.incrementAndGet());
    }
}
