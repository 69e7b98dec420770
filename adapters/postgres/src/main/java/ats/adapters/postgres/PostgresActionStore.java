package ats.adapters.postgres;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.Price;
import ats.domain.Symbol;
import ats.engine.store.ActionStore;
import ats.platform.Fault;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/// Splits and dividends; the same terms on the same day are the same action, and keep the time at
/// which they were first learned.
public final class PostgresActionStore implements ActionStore {

    private static final String WRITE =
            """
            INSERT INTO corporate_actions (symbol, ex_date, kind, happened_at, learned_at,
                                           split_from, split_to, per_share)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (symbol, ex_date, kind, split_from, split_to, per_share) DO NOTHING
            """;

    private static final String READ =
            """
            SELECT * FROM corporate_actions
            WHERE symbol = ? AND ex_date >= ? AND ex_date <= ?
            ORDER BY ex_date, kind DESC, split_from, split_to, per_share
            """;

    private final Database database;

    public PostgresActionStore(Database database) {
        this.database = database;
    }

    @Override
    public void save(List<CorporateAction> actions) {
        if (actions.isEmpty()) {
            return;
        }
        database.transaction(
                "store " + actions.size() + " corporate actions",
                connection -> {
                    try (var statement = connection.prepareStatement(WRITE)) {
                        for (var action : actions) {
                            fill(statement, action);
                            statement.addBatch();
                        }
                        return statement.executeBatch().length;
                    }
                });
    }

    @Override
    public List<CorporateAction> between(Symbol symbol, LocalDate from, LocalDate to) {
        return database.call(
                "read the corporate actions of " + symbol,
                connection -> {
                    var actions = new ArrayList<CorporateAction>();
                    try (var statement = connection.prepareStatement(READ)) {
                        statement.setString(1, symbol.text());
                        statement.setObject(2, from);
                        statement.setObject(3, to);
                        try (var row = statement.executeQuery()) {
                            while (row.next()) {
                                actions.add(read(symbol, row));
                            }
                        }
                    }
                    return List.copyOf(actions);
                });
    }

    private static void fill(PreparedStatement statement, CorporateAction action)
            throws SQLException {
        statement.setString(1, action.symbol().text());
        statement.setObject(2, action.exDate());
        statement.setLong(4, action.happenedAt());
        statement.setLong(5, action.learnedAt());
        switch (action) {
            case Split split -> {
                statement.setString(3, "SPLIT");
                statement.setLong(6, split.from());
                statement.setLong(7, split.to());
                statement.setNull(8, Types.BIGINT);
            }
            case Dividend dividend -> {
                statement.setString(3, "DIVIDEND");
                statement.setNull(6, Types.BIGINT);
                statement.setNull(7, Types.BIGINT);
                statement.setLong(8, dividend.perShare().nanos());
            }
        }
    }

    private static CorporateAction read(Symbol symbol, ResultSet row) throws SQLException {
        var exDate = row.getObject("ex_date", LocalDate.class);
        long happenedAt = row.getLong("happened_at");
        long learnedAt = row.getLong("learned_at");
        var kind = row.getString("kind");
        return switch (kind) {
            case "SPLIT" ->
                    new Split(
                            symbol,
                            exDate,
                            happenedAt,
                            learnedAt,
                            row.getLong("split_from"),
                            row.getLong("split_to"));
            case "DIVIDEND" ->
                    new Dividend(
                            symbol,
                            exDate,
                            happenedAt,
                            learnedAt,
                            new Price(row.getLong("per_share")));
            default -> throw Fault.corrupt(symbol + " has a stored action of kind " + kind);
        };
    }
}
