package ats.learning.table;

import module java.base;

import ats.learning.validation.Spans;

/// Labelled rows of features, ordered by instant and then by symbol.
///
/// @param features one column per name
public record Table(List<String> names, List<Floats> features, Keys keys, Outcomes outcomes) {

    /// What a row is about.
    ///
    /// @param at the end of the row's bar, in epoch nanoseconds
    /// @param symbol the symbol's index, by which rows of one instant are ordered
    /// @param learnedAt when all of the row's features could be known, in epoch nanoseconds
    public record Keys(Longs at, Longs symbol, Longs learnedAt) {}

    /// What came of it.
    ///
    /// @param label what a model is to foresee
    /// @param from where the label's span begins, in epoch nanoseconds
    /// @param to where it ends; the label is known then
    /// @param realised the return by which a forecast is judged
    public record Outcomes(Floats label, Longs from, Longs to, Floats realised) {}

    public Table {
        names = List.copyOf(names);
        features = List.copyOf(features);
        if (names.isEmpty() || names.size() != features.size()) {
            throw new IllegalArgumentException(
                    names.size() + " names for " + features.size() + " columns");
        }
        if (new TreeSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("two columns of one name in " + names);
        }
        int rows = keys.at().size();
        Stream.of(
                        features.stream().mapToInt(Floats::size),
                        IntStream.of(keys.symbol().size(), keys.learnedAt().size()),
                        IntStream.of(outcomes.label().size(), outcomes.realised().size()),
                        IntStream.of(outcomes.from().size(), outcomes.to().size()))
                .flatMapToInt(sizes -> sizes)
                .filter(size -> size != rows)
                .findFirst()
                .ifPresent(
                        size -> {
                            throw new IllegalArgumentException(
                                    "a column of " + size + " rows in a table of " + rows);
                        });
        check(keys, outcomes);
    }

    private static void check(Keys keys, Outcomes outcomes) {
        for (int row = 0; row < keys.at().size(); row++) {
            long at = keys.at().at(row);
            if (row > 0 && !ascending(keys, row)) {
                throw refused(row, "does not follow the one before: order by instant, symbol");
            }
            if (keys.learnedAt().at(row) < at) {
                throw refused(row, "was learned before its bar ended");
            }
            if (outcomes.from().at(row) < at) {
                throw refused(row, "has a label that begins before its bar ended");
            }
            if (!Float.isFinite(outcomes.label().at(row))
                    || !Float.isFinite(outcomes.realised().at(row))) {
                throw refused(row, "has no label: leave such rows out");
            }
        }
    }

    private static boolean ascending(Keys keys, int row) {
        long before = keys.at().at(row - 1);
        long at = keys.at().at(row);
        return before < at || (before == at && keys.symbol().at(row - 1) < keys.symbol().at(row));
    }

    private static IllegalArgumentException refused(int row, String why) {
        return new IllegalArgumentException("row " + row + " " + why);
    }

    public int rows() {
        return keys.at().size();
    }

    public Spans spans() {
        return new Spans(copy(outcomes.from()), copy(outcomes.to()));
    }

    public long[] instants() {
        return copy(keys.at());
    }

    /// The features of a row into an array of as many.
    public void copy(int row, float[] target) {
        for (int column = 0; column < target.length; column++) {
            target[column] = features.get(column).at(row);
        }
    }

    private static long[] copy(Longs column) {
        return IntStream.range(0, column.size()).mapToLong(column::at).toArray();
    }
}
