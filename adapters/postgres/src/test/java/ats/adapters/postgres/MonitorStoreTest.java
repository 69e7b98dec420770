package ats.adapters.postgres;

import ats.learning.store.MonitorStore;
import ats.testkit.MonitorStoreContract;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class MonitorStoreTest extends MonitorStoreContract {

    private final Database database;

    MonitorStoreTest(Database database) {
        this.database = database;
    }

    @Override
    protected MonitorStore store() {
        return new PostgresMonitorStore(Tables.emptied(database));
    }
}
