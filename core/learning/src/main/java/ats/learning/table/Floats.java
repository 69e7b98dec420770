package ats.learning.table;

/// A column of numbers, in memory or in a file; NaN is missing.
public interface Floats {

    int size();

    float at(int row);

    static Floats of(float... values) {
        return new Floats() {
            @Override
            public int size() {
                return values.length;
            }

            @Override
            public float at(int row) {
                return values[row];
            }
        };
    }
}
