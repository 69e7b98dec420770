package ats.engine;

import module java.base;

import ats.domain.BySymbol;
import ats.domain.Symbol;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

/// All symbols the engine knows, the traded ones first and in order; one that turns up later (a
/// fill of an order made by hand) is added at the end.
final class Instruments implements Iterable<Instrument> {

    private final BySymbol<Instrument> bySymbol = new BySymbol<>();
    private final Function<Symbol, Instrument> maker = this::made;
    private Totals totals = new Totals();

    Instruments(List<Symbol> traded) {
        traded.stream().sorted().forEach(this::of);
    }

    Instrument of(Symbol symbol) {
        return bySymbol.of(symbol, maker);
    }

    @Override
    public Iterator<Instrument> iterator() {
        return bySymbol.iterator();
    }

    Totals totals() {
        return totals;
    }

    void save(ByteWriter out) {
        out.putInt(bySymbol.size());
        bySymbol.forEach(instrument -> instrument.save(out));
    }

    void restore(ByteReader in) {
        bySymbol.clear();
        totals = new Totals();
        int count = in.takeInt();
        for (int index = 0; index < count; index++) {
            var instrument = Instrument.restore(in, totals);
            bySymbol.add(instrument.symbol(), instrument);
        }
    }

    private Instrument made(Symbol symbol) {
        return new Instrument(symbol, totals);
    }
}
