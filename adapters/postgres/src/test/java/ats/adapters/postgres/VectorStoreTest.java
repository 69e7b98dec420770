package ats.adapters.postgres;

import ats.learning.store.VectorStore;
import ats.testkit.VectorStoreContract;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class VectorStoreTest extends VectorStoreContract {

    private final Database database;

    VectorStoreTest(Database database) {
        this.database = database;
    }

    @Override
    protected VectorStore store() {
        return new PostgresVectorStore(Tables.emptied(database));
    }
}
