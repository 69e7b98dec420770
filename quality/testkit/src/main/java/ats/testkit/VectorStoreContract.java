package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.Symbol;
import ats.learning.store.VectorStore;
import ats.learning.store.VectorStore.Row;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of feature vectors promises; each implementation has a test that extends this
/// one.
@SuppressWarnings("NullAway.Init") // JUnit makes the store before each test
public abstract class VectorStoreContract {

    private static final String SET = "set-1";
    private static final int FLOATS = 30;

    /// In the order of code points, which is not that of a dictionary.
    private static final List<Symbol> SYMBOLS =
            Stream.of("BAC", "BRK.A", "SPY", "aapl").map(Symbol::new).toList();

    private VectorStore store;

    /// A store without vectors.
    protected abstract VectorStore store();

    @BeforeEach
    final void openTheStore() {
        store = store();
        store.saveSet(SET, "set demo\nx = close\n");
    }

    @Test
    public void remembersWhatASetMeans() {
        store.saveSet(SET, "the same with other spaces");
        assertThat(store.set(SET)).contains("set demo\nx = close\n");
        assertThat(store.set("unknown")).isEmpty();
        assertThat(store.count("unknown")).isZero();
        assertThat(store.read("unknown", 0, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    public void refusesNumbersWithoutTheirMeaning() {
        var rows = rows(0, 1, 1);
        assertThatThrownBy(() -> store.save("unknown", rows))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unknown");
    }

    @Test
    public void readsASpanByTimeThenSymbol() {
        var rows = rows(0, 5, 1);
        store.save(SET, rows.reversed());
        assertSame(store.read(SET, Long.MIN_VALUE, Long.MAX_VALUE), rows);
        assertSame(store.read(SET, 1, 3), rows.subList(4, 12));
        assertThat(store.read(SET, 5, 9)).isEmpty();
        assertThat(store.count(SET)).isEqualTo(20);
        store.saveSet("set-2", "another");
        assertThat(store.read("set-2", 0, 9)).isEmpty();
        assertThat(store.count("set-2")).isZero();
    }

    @Test
    public void ordersSymbolsWhicheverCameFirst() {
        var symbols = Stream.of("Z.OLD", "A.NEW").map(Symbol::new).toList();
        for (var symbol : symbols) {
            store.save(SET, List.of(new Row(symbol, 1, 1, wrap(new float[] {1}))));
        }
        assertThat(store.read(SET, 1, 2))
                .extracting(Row::symbol)
                .containsExactlyElementsOf(symbols.reversed());
    }

    @Test
    public void keepsEveryBitOfEveryNumber() {
        var values = oddities();
        for (int count : List.of(1, 300)) {
            long from = 1000L * count;
            var rows = new ArrayList<Row>();
            for (int row = 0; row < count; row++) {
                rows.add(new Row(SYMBOLS.getFirst(), from + row, 1, wrap(values)));
            }
            store.save(SET, rows);
            assertSame(store.read(SET, from, from + count), rows);
        }
    }

    /// Any bits, every second time those of a NaN of either kind and sign with a payload.
    private static float[] oddities() {
        var random = new SplittableRandom(20260102);
        var values = new float[200];
        for (int value = 0; value < values.length; value++) {
            int bits = random.nextInt();
            values[value] = Float.intBitsToFloat(value % 2 == 0 ? bits : bits | 0x7F800000);
        }
        values[0] = -0f;
        values[2] = Float.MIN_VALUE;
        values[4] = Float.NEGATIVE_INFINITY;
        return values;
    }

    @Test
    public void overwritesWhatIsThere() {
        for (int times : List.of(10, 200)) {
            store.save(SET, rows(0, times, 1));
            var again = rows(times / 2, times, 2);
            store.save(SET, again);
            var expected = new ArrayList<>(rows(0, times / 2, 1));
            expected.addAll(again);
            assertSame(store.read(SET, 0, times), expected);
        }
    }

    @Test
    public void letsTheLastOfTwoInOneListStand() {
        for (int times : List.of(10, 200)) {
            var both = new ArrayList<>(rows(0, times, 1));
            both.addAll(rows(0, times, 2));
            store.save(SET, both);
            assertSame(store.read(SET, 0, times), rows(0, times, 2));
        }
    }

    @Test
    public void takesVectorsOfAnyLengthAndFromTheMiddleOfABuffer() {
        var values = FloatBuffer.wrap(new float[] {1, 2, 3, 4, 5});
        var none = new Row(SYMBOLS.get(0), 1, 1, FloatBuffer.allocate(0));
        var some = new Row(SYMBOLS.get(1), 1, 1, values.duplicate().position(1).limit(4));
        store.save(SET, List.of(none, some));
        var read = store.read(SET, 0, 9);
        assertSame(read, List.of(none, some));
        assertThat(read.getLast().values()).isEqualTo(FloatBuffer.wrap(new float[] {2, 3, 4}));
        assertThat(some.values().remaining()).isEqualTo(3);
    }

    @Test
    public void readsBackAHundredThousand() {
        var rows = rows(0, 25_000, 1);
        store.save(SET, rows);
        assertSame(store.read(SET, 0, Long.MAX_VALUE), rows);
        assertThat(store.count(SET)).isEqualTo(100_000);
    }

    /// A vector of each symbol at each time; other ones for another salt.
    private static List<Row> rows(int from, int to, int salt) {
        var rows = new ArrayList<Row>();
        for (int at = from; at < to; at++) {
            for (var symbol : SYMBOLS) {
                var random = new SplittableRandom(31L * at + symbol.text().hashCode() + salt);
                var values = new float[FLOATS];
                for (int value = 0; value < FLOATS; value++) {
                    values[value] = random.nextFloat();
                }
                rows.add(new Row(symbol, at, at + salt, wrap(values)));
            }
        }
        return rows;
    }

    private static FloatBuffer wrap(float[] values) {
        return FloatBuffer.wrap(values);
    }

    private static void assertSame(List<Row> actual, List<Row> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int row = 0; row < expected.size(); row++) {
            var one = actual.get(row);
            var other = expected.get(row);
            assertThat(one.symbol()).isEqualTo(other.symbol());
            assertThat(one.at()).isEqualTo(other.at());
            assertThat(one.learnedAt()).isEqualTo(other.learnedAt());
            assertThat(bits(one)).as("bits of row " + row).isEqualTo(bits(other));
        }
    }

    private static int[] bits(Row row) {
        var values = row.values().duplicate();
        var bits = new int[values.remaining()];
        for (int value = 0; value < bits.length; value++) {
            bits[value] = Float.floatToRawIntBits(values.get());
        }
        return bits;
    }
}
