package ats.testkit;

import module java.base;

import ats.domain.Symbol;
import ats.learning.store.VectorStore;

/// Feature vectors in memory.
public final class MemoryVectorStore implements VectorStore {

    private final Map<String, String> sets = new TreeMap<>();
    private final Map<String, SortedMap<Place, Row>> vectors = new TreeMap<>();

    @Override
    public synchronized void saveSet(String version, String text) {
        sets.putIfAbsent(version, text);
    }

    @Override
    public synchronized Optional<String> set(String version) {
        return Optional.ofNullable(sets.get(version));
    }

    @Override
    public synchronized void save(String version, List<Row> rows) {
        if (!sets.containsKey(version)) {
            throw new IllegalStateException("no feature set " + version + " is stored");
        }
        rows.forEach(row -> table(version).put(new Place(row.at(), row.symbol()), copy(row)));
    }

    @Override
    public synchronized List<Row> read(String version, long from, long to) {
        return table(version).values().stream()
                .filter(row -> row.at() >= from && row.at() < to)
                .toList();
    }

    @Override
    public synchronized long count(String version) {
        return table(version).size();
    }

    private SortedMap<Place, Row> table(String version) {
        return vectors.computeIfAbsent(version, _ -> new TreeMap<>());
    }

    /// Whoever saved it may use its buffer again.
    private static Row copy(Row row) {
        var values = FloatBuffer.allocate(row.values().remaining());
        values.put(row.values().duplicate()).flip();
        return new Row(row.symbol(), row.at(), row.learnedAt(), values);
    }

    private record Place(long at, Symbol symbol) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return at == other.at ? symbol.compareTo(other.symbol) : Long.compare(at, other.at);
        }
    }
}
