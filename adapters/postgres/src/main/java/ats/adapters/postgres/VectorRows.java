package ats.adapters.postgres;

import module java.base;

import ats.domain.Symbol;
import ats.learning.store.VectorStore.Row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Feature vectors of one set as rows; their numbers as little-endian bytes.
final class VectorRows {

    static final String COLUMNS = "at, learned_at, set_id, symbol_id, floats";

    private static final short COLUMN_COUNT = 5;

    /// Count, two longs, two numbers and the length of the floats, each with its length before it.
    private static final int BYTES_BUT_FLOATS = 2 + 2 * 12 + 2 * 8 + 4;

    private final int set;
    private final Map<Symbol, Integer> instruments;

    VectorRows(int set, Map<Symbol, Integer> instruments) {
        this.set = set;
        this.instruments = instruments;
    }

    void copy(Connection connection, String table, Collection<Row> rows) throws SQLException {
        int floats = rows.stream().mapToInt(row -> row.values().remaining()).max().orElse(0);
        BinaryCopy.into(
                connection,
                table + " (" + COLUMNS + ")",
                rows,
                BYTES_BUT_FLOATS + floats * Float.BYTES,
                this::write);
    }

    private void write(ByteBuffer buffer, Row row) {
        buffer.putShort(COLUMN_COUNT);
        buffer.putInt(Long.BYTES).putLong(row.at());
        buffer.putInt(Long.BYTES).putLong(row.learnedAt());
        buffer.putInt(Integer.BYTES).putInt(set);
        buffer.putInt(Integer.BYTES).putInt(number(row.symbol()));
        int bytes = row.values().remaining() * Float.BYTES;
        buffer.putInt(bytes);
        put(row.values(), buffer.slice());
        buffer.position(buffer.position() + bytes);
    }

    void fill(PreparedStatement statement, Row row) throws SQLException {
        var bytes = new byte[row.values().remaining() * Float.BYTES];
        put(row.values(), ByteBuffer.wrap(bytes));
        statement.setLong(1, row.at());
        statement.setLong(2, row.learnedAt());
        statement.setInt(3, set);
        statement.setInt(4, number(row.symbol()));
        statement.setBytes(5, bytes);
    }

    int number(Symbol symbol) {
        return Objects.requireNonNull(instruments.get(symbol), "a numbered symbol");
    }

    static Row read(Symbol symbol, ResultSet row) throws SQLException {
        var floats = ByteBuffer.wrap(row.getBytes("floats")).order(ByteOrder.LITTLE_ENDIAN);
        return new Row(
                symbol, row.getLong("at"), row.getLong("learned_at"), floats.asFloatBuffer());
    }

    /// Bits are moved, never numbers, so that each NaN stays the one it was.
    private static void put(FloatBuffer values, ByteBuffer target) {
        target.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values.duplicate());
    }
}
