package ats.adapters.postgres;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.engine.ledger.Posting;
import ats.engine.store.AuditTrail;

/// Reads the books back in the order in which they were booked.
public final class PostgresAuditTrail implements AuditTrail {

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
