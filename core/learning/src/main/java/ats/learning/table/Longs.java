package ats.learning.table;

/// A column of instants or indices, in memory or in a file.
public interface Longs {

    int size();

    long at(int row);

    static Longs of(long... values) {
        return new Longs() {
            @Override
            public int size() {
                return values.length;
            }

            @Override
            public long at(int row) {
                return values[row];
            }
        };
    }
}
