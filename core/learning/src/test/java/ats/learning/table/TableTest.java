package ats.learning.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;

final class TableTest {

    private long[] at = {10, 10, 20};
    private long[] symbols = {0, 1, 0};
    private long[] learned = {10, 11, 20};
    private long[] from = {10, 10, 20};
    private long[] to = {15, 15, 25};
    private float[] label = {1, 2, 3};
    private List<String> names = List.of("a", "b");

    @Test
    void holdsRowsInOrder() {
        var table = table();
        var row = new float[2];
        table.copy(1, row);
        assertThat(row).containsExactly(1, Float.NaN);
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.spans().to()).containsExactly(15, 15, 25);
    }

    @Test
    void refusesRowsThatKnowTheFuture() {
        learned[2] = 19;
        assertRefused("row 2 was learned before its bar ended");
        learned[2] = 20;
        from[0] = 9;
        assertRefused("row 0 has a label that begins before its bar ended");
    }

    @Test
    void refusesRowsOutOfOrder() {
        symbols[1] = 0;
        assertRefused("row 1 does not follow the one before");
        symbols[1] = 1;
        at = new long[] {10, 9, 20};
        assertRefused("row 1 does not follow the one before");
    }

    @Test
    void refusesRowsWithoutALabel() {
        label[1] = Float.NaN;
        assertRefused("row 1 has no label: leave such rows out");
    }

    @Test
    void refusesColumnsThatDoNotFit() {
        names = List.of("a", "a");
        assertRefused("two columns of one name");
        names = List.of("a");
        assertRefused("1 names for 2 columns");
        names = List.of("a", "b");
        to = new long[] {15, 15};
        assertRefused("a column of 2 rows in a table of 3");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::table)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private Table table() {
        return new Table(
                names,
                List.of(Floats.of(0, 1, 2), Floats.of(5, Float.NaN, 7)),
                new Table.Keys(Longs.of(at), Longs.of(symbols), Longs.of(learned)),
                new Table.Outcomes(
                        Floats.of(label), Longs.of(from), Longs.of(to), Floats.of(label)));
    }
}
