package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.engine.store.Lease;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class LeaseTest {

    private final String account = SharedDatabase.freshName("lease-");
    private final Database database;
    private final PostgresLeaseStore leases;

    LeaseTest(Database database) {
        this.database = database;
        this.leases = new PostgresLeaseStore(database);
    }

    @BeforeEach
    void startsWithoutALease() {
        assertThat(heldNow(new Lease(account, "one", 1))).isFalse();
    }

    @Test
    void givesAnUntakenLeaseAtOnceAndRefusesASecondHolder() {
        assertThat(leases.take(account, "one")).contains(new Lease(account, "one", 1));
        assertThat(leases.take(account, "two")).isEmpty();
        assertThat(leases.take(account, "one")).isEmpty();
    }

    @Test
    void givesAReleasedLeaseAtOnceWithTheNextEpoch() {
        var first = leases.take(account, "one").orElseThrow();
        leases.release(first);
        assertThat(leases.renew(first)).isFalse();
        assertThat(leases.take(account, "two")).contains(new Lease(account, "two", 2));
        leases.release(first);
        assertThat(leases.take(account, "three")).isEmpty();
    }

    @Test
    void waitsASecondPastTheEndOfALease() {
        var first = leases.take(account, "one").orElseThrow();
        end("500 milliseconds");
        assertThat(leases.renew(first)).isFalse();
        assertThat(leases.take(account, "two")).isEmpty();
        end("1100 milliseconds");
        var second = leases.take(account, "two").orElseThrow();
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(leases.renew(first)).isFalse();
        assertThat(leases.renew(second)).isTrue();
    }

    @Test
    void lastsTenSecondsByTheDatabasesClock() {
        var _ = leases.take(account, "one").orElseThrow();
        var question =
                """
                SELECT expires_at - clock_timestamp() BETWEEN interval '9 s' AND interval '10 s'
                FROM leases WHERE account = '\
                """
                        + account
                        + "'";
        assertThat(answer(question)).isEqualTo("t");
    }

    @Test
    void givesARacedLeaseToOneAlone() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries =
                    IntStream.range(0, 8)
                            .mapToObj(n -> threads.submit(() -> leases.take(account, "h" + n)))
                            .toList();
            int given = 0;
            for (var each : tries) {
                given += each.get().isPresent() ? 1 : 0;
            }
            assertThat(given).isOne();
        }
    }

    private boolean heldNow(Lease lease) {
        return database.transaction(
                "ask for the lease", connection -> PostgresLeaseStore.held(connection, lease));
    }

    private void end(String ago) {
        var sql =
                "UPDATE leases SET expires_at = clock_timestamp() - interval '"
                        + ago
                        + "' WHERE account = '"
                        + account
                        + "'";
        database.call(
                "end the lease",
                connection -> {
                    try (var statement = connection.createStatement()) {
                        return statement.executeUpdate(sql);
                    }
                });
    }

    private String answer(String sql) {
        return database.call(
                "ask",
                connection -> {
                    try (var statement = connection.createStatement();
                            var row = statement.executeQuery(sql)) {
                        row.next();
                        return row.getString(1);
                    }
                });
    }
}
