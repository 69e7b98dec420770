package ats.adapters.postgres;

import module java.base;

import ats.domain.Symbol;

/// The numbers that stand for symbols in market tables; once given they never change.
final class Instruments {

    private final Database database;
    private final Map<Symbol, Integer> known = new ConcurrentHashMap<>();

    Instruments(Database database) {
        this.database = database;
    }

    /// Empty for a symbol that was never stored.
    OptionalInt find(Symbol symbol) {
        if (!known.containsKey(symbol)) {
            read(Set.of(symbol));
        }
        var id = Optional.ofNullable(known.get(symbol));
        return id.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /// Gives a number to each that has none.
    Map<Symbol, Integer> number(Set<Symbol> symbols) {
        var missing = new TreeSet<>(symbols);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            insert(missing);
            read(missing);
        }
        return Collections.unmodifiableMap(known);
    }

    private void insert(Set<Symbol> symbols) {
        var sql =
                """
                INSERT INTO instruments (symbol) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING
                """;
        database.call(
                "store the symbols " + symbols,
                connection -> {
                    try (var statement = connection.prepareStatement(sql)) {
                        statement.setArray(1, connection.createArrayOf("text", texts(symbols)));
                        return statement.executeUpdate();
                    }
                });
    }

    private void read(Set<Symbol> symbols) {
        var sql = "SELECT symbol, id FROM instruments WHERE symbol = ANY (?)";
        var numbers =
                database.<Map<Symbol, Integer>>call(
                        "look up the symbols " + symbols,
                        connection -> {
                            var found = new TreeMap<Symbol, Integer>();
                            try (var statement = connection.prepareStatement(sql)) {
                                statement.setArray(
                                        1, connection.createArrayOf("text", texts(symbols)));
                                try (var row = statement.executeQuery()) {
                                    while (row.next()) {
                                        found.put(new Symbol(row.getString(1)), row.getInt(2));
                                    }
                                }
                            }
                            return found;
                        });
        known.putAll(numbers);
    }

    private static Object[] texts(Set<Symbol> symbols) {
        return symbols.stream().map(Symbol::text).toArray();
    }
}
