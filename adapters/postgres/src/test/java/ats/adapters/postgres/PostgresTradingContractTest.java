package ats.adapters.postgres;

import ats.engine.store.LeaseStore;
import ats.engine.store.TradingStore;
import ats.testkit.TradingStoreContract;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class PostgresTradingContractTest extends TradingStoreContract {

    private final Database database;

    PostgresTradingContractTest(Database database) {
        this.database = database;
    }

    @Override
    protected TradingStore store() {
        return new PostgresTradingStore(database);
    }

    @Override
    protected LeaseStore leases() {
        return new PostgresLeaseStore(database);
    }
}
