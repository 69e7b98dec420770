package ats.simulator.source;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;

/// The bars of one symbol in columns, by their ends: many years of several symbols fit into memory.
final class BarTable {
    private static final int FROM = 0;
    private static final int TO = 1;
    private static final int OPEN = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int CLOSE = 5;
    private static final int VOLUME = 6;
    private static final int COLUMNS = 7;

    private final Symbol symbol;
    private final long[][] columns = new long[COLUMNS][];
    private int size;

    BarTable(Symbol symbol, int expected) {
        this.symbol = symbol;
        for (int column = 0; column < COLUMNS; column++) {
            columns[column] = new long[Math.max(1, expected)];
        }
    }

    /// Takes the next bar; one that is impossible or overlaps the last one is refused.
    void add(Row row) {
        var _ = bar(row);
        if (size > 0 && row.from() < columns[TO][size - 1]) {
            throw new IllegalArgumentException("a bar begins before the one before it has ended");
        }
        if (size == columns[FROM].length) {
            grow();
        }
        columns[FROM][size] = row.from();
        columns[TO][size] = row.to();
        columns[OPEN][size] = row.open();
        columns[HIGH][size] = row.high();
        columns[LOW][size] = row.low();
        columns[CLOSE][size] = row.close();
        columns[VOLUME][size] = row.volume();
        size++;
    }

    int size() {
        return size;
    }

    long end(int index) {
        return columns[TO][index];
    }

    Bar bar(int index) {
        return bar(
                new Row(
                        columns[FROM][index],
                        columns[TO][index],
                        columns[OPEN][index],
                        columns[HIGH][index],
                        columns[LOW][index],
                        columns[CLOSE][index],
                        columns[VOLUME][index]));
    }

    Optional<Bar> endingAt(long at) {
        int index = Arrays.binarySearch(columns[TO], 0, size, at);
        return index < 0 ? Optional.empty() : Optional.of(bar(index));
    }

    /// The bars whose window starts in `[from, to)`.
    List<Bar> between(long from, long to) {
        int first = firstFrom(from);
        int last = firstFrom(to);
        return IntStream.range(first, Math.max(first, last)).mapToObj(this::bar).toList();
    }

    private int firstFrom(long at) {
        int index = Arrays.binarySearch(columns[FROM], 0, size, at);
        return index < 0 ? -index - 1 : index;
    }

    private Bar bar(Row row) {
        return new Bar(
                symbol,
                row.from(),
                row.to(),
                row.to(),
                new Price(row.open()),
                new Price(row.high()),
                new Price(row.low()),
                new Price(row.close()),
                new Quantity(row.volume()),
                false);
    }

    private void grow() {
        for (int column = 0; column < COLUMNS; column++) {
            columns[column] = Arrays.copyOf(columns[column], size * 2);
        }
    }

    /// Times in epoch nanos; prices and volume in billionths.
    record Row(long from, long to, long open, long high, long low, long close, long volume) {}
}
