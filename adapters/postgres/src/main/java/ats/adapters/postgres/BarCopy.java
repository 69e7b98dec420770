package ats.adapters.postgres;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;

import java.sql.Connection;
import java.sql.SQLException;

/// Bars in PostgreSQL's binary COPY format.
final class BarCopy {

    static final String COLUMNS =
            "symbol_id, timeframe, from_at, to_at, learned_at, open, high, low, close, volume,"
                    + " backfilled";

    private static final short COLUMN_COUNT = 11;

    /// Count, a number, nine longs and a flag, each with its length before it.
    private static final int ROW_BYTES = 2 + 8 + 9 * 12 + 5;

    private final Map<Symbol, Integer> numbers;
    private final Timeframe timeframe;

    BarCopy(Map<Symbol, Integer> numbers, Timeframe timeframe) {
        this.numbers = numbers;
        this.timeframe = timeframe;
    }

    void into(Connection connection, String table, List<Bar> bars) throws SQLException {
        BinaryCopy.into(connection, table + " (" + COLUMNS + ")", bars, ROW_BYTES, this::row);
    }

    private void row(ByteBuffer buffer, Bar bar) {
        buffer.putShort(COLUMN_COUNT);
        buffer.putInt(Integer.BYTES);
        buffer.putInt(Objects.requireNonNull(numbers.get(bar.symbol()), "a numbered symbol"));
        column(buffer, timeframe.nanos());
        column(buffer, bar.from());
        column(buffer, bar.to());
        column(buffer, bar.learnedAt());
        column(buffer, bar.open().nanos());
        column(buffer, bar.high().nanos());
        column(buffer, bar.low().nanos());
        column(buffer, bar.close().nanos());
        column(buffer, bar.volume().nanos());
        buffer.putInt(1);
        buffer.put(bar.backfilled() ? (byte) 1 : 0);
    }

    private static void column(ByteBuffer buffer, long value) {
        buffer.putInt(Long.BYTES);
        buffer.putLong(value);
    }
}
