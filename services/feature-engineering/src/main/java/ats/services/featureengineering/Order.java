package ats.services.featureengineering;

import module java.base;

import ats.platform.columns.ColumnFolder;
import ats.platform.columns.ColumnWriter;

/// The rows of many parts, each in order by itself, in the order of the whole: by instant, and
/// within one by symbol, which is by part.
final class Order {

    private final List<ColumnFolder> parts;

    /// For each row the part that it is the next one of.
    private final int[] turns;

    private final long last;

    Order(List<ColumnFolder> parts) {
        this.parts = parts;
        turns = new int[parts.stream().mapToInt(ColumnFolder::rows).reduce(0, Math::addExact)];
        var waiting = new PriorityQueue<Next>();
        for (int part = 0; part < parts.size(); part++) {
            new Next(part, parts.get(part).longs("at"), Long.MIN_VALUE)
                    .after()
                    .ifPresent(waiting::add);
        }
        long at = Long.MIN_VALUE;
        for (int row = 0; row < turns.length; row++) {
            var next = waiting.remove();
            turns[row] = next.part;
            at = next.at;
            next.after().ifPresent(waiting::add);
        }
        last = at;
    }

    /// The next row of a part.
    private record Next(int part, LongBuffer left, long at) implements Comparable<Next> {

        Optional<Next> after() {
            return left.hasRemaining()
                    ? Optional.of(new Next(part, left, left.get()))
                    : Optional.empty();
        }

        @Override
        public int compareTo(Next other) {
            int by = Long.compare(at, other.at);
            return by == 0 ? Integer.compare(part, other.part) : by;
        }
    }

    /// The instant of the newest row.
    long last() {
        return last;
    }

    void copyLongs(String name, ColumnWriter.Column column) {
        var columns = parts.stream().map(part -> part.longs(name)).toArray(LongBuffer[]::new);
        for (int part : turns) {
            column.add(columns[part].get());
        }
    }

    void copyFloats(String name, ColumnWriter.Column column) {
        var columns = parts.stream().map(part -> part.floats(name)).toArray(FloatBuffer[]::new);
        for (int part : turns) {
            column.add(columns[part].get());
        }
    }
}
