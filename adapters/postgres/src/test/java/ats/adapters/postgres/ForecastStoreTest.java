package ats.adapters.postgres;

import ats.learning.store.ForecastStore;
import ats.testkit.ForecastStoreContract;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class ForecastStoreTest extends ForecastStoreContract {

    private final Database database;

    ForecastStoreTest(Database database) {
        this.database = database;
    }

    @Override
    protected ForecastStore store() {
        return new PostgresForecastStore(Tables.emptied(database));
    }
}
