package ats.adapters.postgres;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Symbol;
import ats.engine.ledger.Posting;
import ats.engine.store.AuditTrail;

/// Reads the books back in the order in which they were booked.
public final class PostgresAuditTrail implements AuditTrail {

    private static final String FILLS =
            """
            SELECT * FROM fills
            WHERE account = ? AND symbol = ? AND happened_at >= ? AND learned_at >= ?
            ORDER BY happened_at, booked
            """;

    private final Database database;

    public PostgresAuditTrail(Database database) {
        this.database = database;
    }

    @Override
    public List<Fill> fills(String account) {
        return database.call(
                "read the fills of " + account,
                connection -> {
                    var sql = "SELECT * FROM fills WHERE account = ? ORDER BY booked";
                    var fills = new ArrayList<Fill>();
                    try (var statement = connection.prepareStatement(sql)) {
                        statement.setString(1, account);
                        try (var row = statement.executeQuery()) {
                            while (row.next()) {
                                fills.add(FillRows.read(row));
                            }
                        }
                    }
                    return List.copyOf(fills);
                });
    }

    @Override
    public List<Fill> fills(String account, Symbol symbol, long from) {
        return database.call(
                "read the fills of " + symbol.text(),
                connection -> {
                    var fills = new ArrayList<Fill>();
                    try (var statement = connection.prepareStatement(FILLS)) {
                        statement.setString(1, account);
                        statement.setString(2, symbol.text());
                        statement.setLong(3, from);
                        // nothing is learned before it happens; this is what the index knows
                        statement.setLong(4, from);
                        try (var row = statement.executeQuery()) {
                            while (row.next()) {
                                fills.add(FillRows.read(row));
                            }
                        }
                    }
                    return List.copyOf(fills);
                });
    }

    @Override
    public List<AccountActivity> activities(String account) {
        return database.call(
                "read the activities of " + account,
                connection -> {
                    var sql = "SELECT * FROM activities WHERE account = ? ORDER BY booked";
                    var activities = new ArrayList<AccountActivity>();
                    try (var statement = connection.prepareStatement(sql)) {
                        statement.setString(1, account);
                        try (var row = statement.executeQuery()) {
                            while (row.next()) {
                                activities.add(ActivityRows.read(row));
                            }
                        }
                    }
                    return List.copyOf(activities);
                });
    }

    @Override
    public List<Posting> postings(String account) {
        return database.call(
                "read the ledger of " + account,
                connection -> LedgerRows.read(connection, account));
    }
}
