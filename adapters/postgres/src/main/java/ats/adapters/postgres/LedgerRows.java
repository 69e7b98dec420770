package ats.adapters.postgres;

import module java.base;

import ats.domain.Money;
import ats.engine.ledger.Posting;
import ats.engine.ledger.Posting.Entry;
import ats.platform.Fault;

import java.sql.Connection;
import java.sql.SQLException;

/// Postings and their entries as rows, each posting once.
final class LedgerRows {

    private static final String WRITE_POSTING =
            """
            INSERT INTO ledger_postings (account, id, at, description) VALUES (?, ?, ?, ?)
            ON CONFLICT (account, id) DO NOTHING
            """;

    private static final String WRITE_ENTRY =
            """
            INSERT INTO ledger_entries (account, posting, line, name, amount)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String READ_ENTRIES =
            """
            SELECT name, amount FROM ledger_entries WHERE account = ? AND posting = ?
            ORDER BY line
            """;

    private static final String READ_ALL =
            """
            SELECT posting.id, posting.at, posting.description, entry.name, entry.amount
            FROM ledger_postings posting
            JOIN ledger_entries entry
              ON entry.account = posting.account AND entry.posting = posting.id
            WHERE posting.account = ?
            ORDER BY posting.booked, entry.line
            """;

    private LedgerRows() {}

    /// A repeat is well if its entries are the same.
    static void write(Connection connection, String account, List<Posting> postings)
            throws SQLException {
        if (postings.isEmpty()) {
            return;
        }
        var fresh = new ArrayList<Posting>();
        try (var statement = connection.prepareStatement(WRITE_POSTING)) {
            for (var posting : postings) {
                statement.setString(1, account);
                statement.setString(2, posting.id());
                statement.setLong(3, posting.at());
                statement.setString(4, posting.description());
                statement.addBatch();
            }
            var counts = statement.executeBatch();
            for (int row = 0; row < counts.length; row++) {
                if (counts[row] == 1) {
                    fresh.add(postings.get(row));
                }
            }
        }
        writeEntries(connection, account, fresh);
        for (var posting : postings) {
            if (!fresh.contains(posting)) {
                requireSame(connection, account, posting);
            }
        }
    }

    private static void writeEntries(Connection connection, String account, List<Posting> postings)
            throws SQLException {
        if (postings.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE_ENTRY)) {
            for (var posting : postings) {
                int line = 0;
                for (var entry : posting.entries()) {
                    statement.setString(1, account);
                    statement.setString(2, posting.id());
                    statement.setInt(3, line++);
                    statement.setString(4, entry.account());
                    statement.setLong(5, entry.amount().nanos());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static void requireSame(Connection connection, String account, Posting posting)
            throws SQLException {
        try (var statement = connection.prepareStatement(READ_ENTRIES)) {
            statement.setString(1, account);
            statement.setString(2, posting.id());
            var stored = new ArrayList<Entry>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    stored.add(new Entry(row.getString(1), new Money(row.getLong(2))));
                }
            }
            if (!stored.equals(posting.entries())) {
                throw Fault.corrupt(
                        "posting "
                                + posting.id()
                                + " is stored with "
                                + stored
                                + " and now told with "
                                + posting.entries());
            }
        }
    }

    /// In the order in which they were booked; refuses books that do not sum to zero.
    static List<Posting> read(Connection connection, String account) throws SQLException {
        var headers = new LinkedHashMap<String, Posting>();
        var entries = new HashMap<String, List<Entry>>();
        try (var statement = connection.prepareStatement(READ_ALL)) {
            statement.setString(1, account);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var id = row.getString(1);
                    headers.putIfAbsent(
                            id, new Posting(id, row.getLong(2), row.getString(3), List.of()));
                    entries.computeIfAbsent(id, _ -> new ArrayList<>())
                            .add(new Entry(row.getString(4), new Money(row.getLong(5))));
                }
            }
        }
        return headers.values().stream()
                .map(header -> whole(header, entries.getOrDefault(header.id(), List.of())))
                .toList();
    }

    private static Posting whole(Posting header, List<Entry> entries) {
        try {
            return new Posting(header.id(), header.at(), header.description(), entries);
        } catch (IllegalArgumentException unbalanced) {
            throw Fault.corrupt("the ledger: " + unbalanced.getMessage(), unbalanced);
        }
    }
}
