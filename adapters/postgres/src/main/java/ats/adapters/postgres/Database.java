package ats.adapters.postgres;

import module java.base;

import ats.platform.metrics.Metrics;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;

import java.sql.Connection;
import java.sql.SQLException;

/// The one pool of connections to a migrated database. A lost connection heals by itself once the
/// server is back; until then every call ends within ten seconds with a RETRYABLE fault.
public final class Database implements AutoCloseable {

    /// The server allows 40; leaves room for a second program and for a person.
    private static final int CONNECTIONS_MAX = 12;

    private static final int CONNECTIONS_IDLE = 2;

    /// Also the longest pause between two tries to reach a server that is away.
    private static final long CONNECT_MILLIS = 3_000;

    private static final long IDLE_MILLIS = 60_000;
    private static final int SOCKET_SECONDS = 10;
    private static final int PROBE_MILLIS = 500;

    /// The server gives up before the socket does, so that its words are heard. A transaction that
    /// is left open would keep the lease's row locked.
    private static final String SESSION =
            "-c statement_timeout=8000 -c lock_timeout=5000"
                    + " -c idle_in_transaction_session_timeout=15000"
                    + " -c synchronous_commit=on -c jit=off";

    private final DatabaseAddress address;
    private final HikariDataSource pool;

    /// Opens the pool, and brings the schema up to date where it is not.
    public static Database open(DatabaseAddress address) {
        var database = new Database(address);
        if (!database.current()) {
            database.migrate();
        }
        return database;
    }

    private Database(DatabaseAddress address) {
        this.address = address;
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password().reveal());
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(CONNECTIONS_IDLE);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setValidationTimeout(CONNECT_MILLIS / 2);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("loginTimeout", "3");
        config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
        config.addDataSourceProperty("cancelSignalTimeout", "2");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "ats");
        config.addDataSourceProperty("options", SESSION);
        pool = new HikariDataSource(config);
    }

    /// Whether the server answers now; says so within a second or two, and never throws.
    public boolean available() {
        if (!listens()) {
            return false;
        }
        try (var connection = pool.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    /// Reports the pool's gauges and timers.
    public void observe(Metrics metrics) {
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics.registry()));
    }

    @Override
    public void close() {
        pool.close();
    }

    /// Each statement by itself; `doing` completes "the database could not …".
    <T> T call(String doing, SqlWork<T> work) {
        try (var connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException failure) {
            throw SqlFaults.from(doing, failure);
        }
    }

    /// All statements or none.
    <T> T transaction(String doing, SqlWork<T> work) {
        return call(doing, connection -> within(connection, work));
    }

    /// All or none too, but not waited for until it is on the disk: a crash may lose the last of
    /// it, so this is for what is simply made again.
    <T> T relaxed(String doing, SqlWork<T> work) {
        return transaction(
                doing,
                connection -> {
                    try (var relax = connection.createStatement()) {
                        relax.execute("SET LOCAL synchronous_commit = off");
                    }
                    return work.on(connection);
                });
    }

    /// A database that cannot be asked is not: who migrates it says best what is wrong there.
    private boolean current() {
        try (var connection = pool.getConnection()) {
            return Schema.current(connection);
        } catch (SQLException unreachable) {
            return false;
        }
    }

    private void migrate() {
        boolean done = false;
        try {
            new Schema(address).migrate();
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private static <T> T within(Connection connection, SqlWork<T> work) throws SQLException {
        boolean done = false;
        connection.setAutoCommit(false);
        try {
            var result = work.on(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException _) {
            // the connection is gone, and its transaction with it; the first failure is told
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(address.socket(), PROBE_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
