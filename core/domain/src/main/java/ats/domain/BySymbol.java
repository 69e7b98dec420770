package ats.domain;

import module java.base;

/// Values by symbol, in the order in which they were added. Who asks for one again, or for the next
/// in order, as the bars of an instant come, is answered without a search: benchmarks `backtest`
/// and `scale`.
public final class BySymbol<V> implements Iterable<V> {

    private final Map<Symbol, Integer> places = new LinkedHashMap<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final List<V> values = new ArrayList<>();
    private int last;

    public Optional<V> find(Symbol symbol) {
        int place = place(symbol);
        return place < 0 ? Optional.empty() : Optional.of(values.get(place));
    }

    /// The symbol's value; one that is not known yet is made and added.
    public V of(Symbol symbol, Function<Symbol, V> maker) {
        int place = place(symbol);
        return place < 0 ? added(symbol, maker.apply(symbol)) : values.get(place);
    }

    public void add(Symbol symbol, V value) {
        if (places.containsKey(symbol)) {
            throw new IllegalArgumentException(symbol + " is there already");
        }
        added(symbol, value);
    }

    public int size() {
        return values.size();
    }

    public void clear() {
        places.clear();
        symbols.clear();
        values.clear();
        last = 0;
    }

    public void forEach(BiConsumer<Symbol, V> each) {
        for (int place = 0; place < symbols.size(); place++) {
            each.accept(symbols.get(place), values.get(place));
        }
    }

    @Override
    public Iterator<V> iterator() {
        return values.iterator();
    }

    private V added(Symbol symbol, V value) {
        places.put(symbol, values.size());
        symbols.add(symbol);
        values.add(value);
        return value;
    }

    /// Negative when it is not known.
    private int place(Symbol symbol) {
        if (!at(last, symbol)) {
            int next = last + 1 < symbols.size() ? last + 1 : 0;
            last = at(next, symbol) ? next : places.getOrDefault(symbol, -1);
        }
        if (last < 0) {
            last = 0;
            return -1;
        }
        return last;
    }

    private boolean at(int place, Symbol symbol) {
        return place < symbols.size() && symbols.get(place).equals(symbol);
    }
}
