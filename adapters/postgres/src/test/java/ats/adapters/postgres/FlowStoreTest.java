package ats.adapters.postgres;

import ats.domain.Symbol;
import ats.engine.store.FlowStore;
import ats.testkit.FlowStoreContract;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class FlowStoreTest extends FlowStoreContract {

    private final PostgresFlowStore store;

    FlowStoreTest(Database database) {
        store = new PostgresFlowStore(database);
    }

    @Override
    protected FlowStore store() {
        return store;
    }

    @Override
    protected Symbol symbol() {
        return new Symbol(SharedDatabase.freshName("F"));
    }
}
