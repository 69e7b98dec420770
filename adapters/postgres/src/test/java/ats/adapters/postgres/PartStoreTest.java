package ats.adapters.postgres;

import module java.base;

import ats.testkit.PartStoreContract;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class PartStoreTest extends PartStoreContract {

    private final Database database;

    PartStoreTest(Database database) {
        this.database = database;
    }

    @Override
    protected Stores stores() {
        var emptied = Tables.emptied(database);
        return new Stores(new PostgresJobStore(emptied), new PostgresPartStore(emptied));
    }

    /// To the tables it is the same whether the clock moves on or what was heard moves back.
    @Override
    protected void pass(Duration time) {
        for (var table : List.of("jobs", "job_parts")) {
            Tables.execute(
                    database,
                    "UPDATE %s SET heard_at = heard_at - interval '%d milliseconds'"
                            .formatted(table, time.toMillis()));
        }
    }
}
