package ats.adapters.postgres;

import module java.base;

import ats.domain.Symbol;

/// The numbers that stand for names in tables of many rows; once given they never change.
///
/// @param <N> what is named; its `toString` is the name
final class Numbers<N extends Comparable<N>> {

    private final Database database;
    private final String insert;
    private final String read;
    private final Function<String, N> parse;
    private final Map<N, Integer> known = new ConcurrentHashMap<>();

    /// Those of symbols, in market tables.
    static Numbers<Symbol> ofSymbols(Database database) {
        return new Numbers<>(database, "instruments", "symbol", Symbol::new);
    }

    /// @param table has the column `id`, and `column` for the name
    Numbers(Database database, String table, String column, Function<String, N> parse) {
        this.database = database;
        this.parse = parse;
        insert =
                "INSERT INTO %s (%s) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING"
                        .formatted(table, column);
        read = "SELECT %2$s, id FROM %1$s WHERE %2$s = ANY (?)".formatted(table, column);
    }

    /// Empty for a name that was never stored.
    OptionalInt find(N name) {
        if (!known.containsKey(name)) {
            read(Set.of(name));
        }
        var id = Optional.ofNullable(known.get(name));
        return id.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /// Those that have one, perhaps among others.
    Map<N, Integer> find(Set<N> names) {
        var missing = missing(names);
        if (!missing.isEmpty()) {
            read(missing);
        }
        return Collections.unmodifiableMap(known);
    }

    /// Gives a number to each that has none.
    Map<N, Integer> number(Set<N> names) {
        var missing = missing(names);
        if (!missing.isEmpty()) {
            insert(missing);
            read(missing);
        }
        return Collections.unmodifiableMap(known);
    }

    private Set<N> missing(Set<N> names) {
        var missing = new TreeSet<>(names);
        missing.removeAll(known.keySet());
        return missing;
    }

    private void insert(Set<N> names) {
        database.call(
                "store the names " + names,
                connection -> {
                    try (var statement = connection.prepareStatement(insert)) {
                        statement.setArray(1, connection.createArrayOf("text", texts(names)));
                        return statement.executeUpdate();
                    }
                });
    }

    private void read(Set<N> names) {
        var numbers =
                database.<Map<N, Integer>>call(
                        "look up the names " + names,
                        connection -> {
                            var found = new TreeMap<N, Integer>();
                            try (var statement = connection.prepareStatement(read)) {
                                statement.setArray(
                                        1, connection.createArrayOf("text", texts(names)));
                                try (var row = statement.executeQuery()) {
                                    while (row.next()) {
                                        found.put(parse.apply(row.getString(1)), row.getInt(2));
                                    }
                                }
                            }
                            return found;
                        });
        known.putAll(numbers);
    }

    private static Object[] texts(Set<?> names) {
        return names.stream().map(Object::toString).toArray();
    }
}
