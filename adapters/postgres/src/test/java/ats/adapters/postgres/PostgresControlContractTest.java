package ats.adapters.postgres;

import ats.engine.store.ControlStore;
import ats.testkit.ControlContract;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class PostgresControlContractTest extends ControlContract {

    private final Database database;

    PostgresControlContractTest(Database database) {
        this.database = database;
    }

    @Override
    protected ControlStore controls() {
        return new PostgresControlStore(database);
    }
}
