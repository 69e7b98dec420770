package ats.adapters.postgres;

import module java.base;

import ats.engine.store.LeaseStore;
import ats.testkit.LeaseContract;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class PostgresLeaseContractTest extends LeaseContract {

    private final Database database;

    PostgresLeaseContractTest(Database database) {
        this.database = database;
    }

    @Override
    protected LeaseStore leases() {
        return new PostgresLeaseStore(database);
    }

    @Override
    protected void expire(String account, Duration ago) {
        var sql =
                "UPDATE leases SET expires_at = clock_timestamp() - interval '%d milliseconds'"
                                .formatted(ago.toMillis())
                        + " WHERE account = '"
                        + account
                        + "'";
        var _ =
                database.call(
                        "end the lease",
                        connection -> {
                            try (var statement = connection.createStatement()) {
                                return statement.executeUpdate(sql);
                            }
                        });
    }
}
