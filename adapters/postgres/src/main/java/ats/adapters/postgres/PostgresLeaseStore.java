package ats.adapters.postgres;

import module java.base;

import ats.engine.store.Lease;
import ats.engine.store.LeaseStore;

import java.sql.Connection;
import java.sql.SQLException;

/// Leases as rows that live by the database's clock: ten seconds, and one more before another may
/// take them.
public final class PostgresLeaseStore implements LeaseStore {

    private static final String TAKE =
            """
            INSERT INTO leases (account, holder, epoch, expires_at, released)
            VALUES (?, ?, 1, clock_timestamp() + interval '10 seconds', false)
            ON CONFLICT (account) DO UPDATE
            SET holder = excluded.holder,
                epoch = leases.epoch + 1,
                expires_at = clock_timestamp() + interval '10 seconds',
                released = false
            WHERE leases.released
               OR leases.expires_at + interval '1 second' < clock_timestamp()
            RETURNING epoch
            """;

    private static final String RENEW =
            """
            UPDATE leases SET expires_at = clock_timestamp() + interval '10 seconds'
            WHERE account = ? AND holder = ? AND epoch = ?
              AND NOT released AND expires_at > clock_timestamp()
            """;

    private static final String RELEASE =
            """
            UPDATE leases SET released = true
            WHERE account = ? AND holder = ? AND epoch = ?
            """;

    /// The lock keeps others from taking it until the transaction that asked is over.
    private static final String HELD =
            """
            SELECT FROM leases
            WHERE account = ? AND holder = ? AND epoch = ?
              AND NOT released AND expires_at > clock_timestamp()
            FOR SHARE
            """;

    private final Database database;

    public PostgresLeaseStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Lease> take(String account, String holder) {
        return database.transaction(
                "take the lease of " + account, connection -> take(connection, account, holder));
    }

    private static Optional<Lease> take(Connection connection, String account, String holder)
            throws SQLException {
        var taken = Optional.<Lease>empty();
        try (var statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, account);
            statement.setString(2, holder);
            try (var row = statement.executeQuery()) {
                if (row.next()) {
                    taken = Optional.of(new Lease(account, holder, row.getLong(1)));
                }
            }
        }
        if (taken.isPresent()) {
            var details = "epoch " + taken.orElseThrow().epoch();
            AuditEvents.add(connection, holder, "lease.taken", account, details);
        }
        return taken;
    }

    @Override
    public boolean renew(Lease lease) {
        return database.call(
                "renew the lease of " + lease.account(),
                connection -> update(connection, RENEW, lease) == 1);
    }

    @Override
    public void release(Lease lease) {
        database.transaction(
                "release the lease of " + lease.account(),
                connection -> {
                    int released = update(connection, RELEASE, lease);
                    var details = "epoch " + lease.epoch();
                    if (released == 1) {
                        AuditEvents.add(
                                connection,
                                lease.holder(),
                                "lease.released",
                                lease.account(),
                                details);
                    }
                    return released;
                });
    }

    static boolean held(Connection connection, Lease lease) throws SQLException {
        try (var statement = connection.prepareStatement(HELD)) {
            statement.setString(1, lease.account());
            statement.setString(2, lease.holder());
            statement.setLong(3, lease.epoch());
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static int update(Connection connection, String sql, Lease lease) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, lease.account());
            statement.setString(2, lease.holder());
            statement.setLong(3, lease.epoch());
            return statement.executeUpdate();
        }
    }
}
