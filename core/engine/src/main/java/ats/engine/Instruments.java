package ats.engine;

import module java.base;

import ats.domain.Money;
import ats.domain.Symbol;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.ledger.Ledger;

/// All symbols the engine knows, the traded ones first and in order; one that turns up later (a
/// fill of an order made by hand) is added at the end.
final class Instruments implements Iterable<Instrument> {

    private final SequencedMap<Symbol, Instrument> bySymbol = new LinkedHashMap<>();

    Instruments(List<Symbol> traded) {
        traded.stream().sorted().forEach(this::of);
    }

    Instrument of(Symbol symbol) {
        var known = bySymbol.get(symbol);
        if (known != null) {
            return known;
        }
        var added = new Instrument(symbol);
        bySymbol.put(symbol, added);
        return added;
    }

    @Override
    public Iterator<Instrument> iterator() {
        return Collections.unmodifiableCollection(bySymbol.values()).iterator();
    }

    /// The value of all positions at their last prices; `absolute` counts short ones positive.
    Money value(Ledger ledger, boolean absolute) {
        var value = Money.ZERO;
        for (var position : ledger.positions().entrySet()) {
            var worth = of(position.getKey()).last().times(position.getValue());
            value = value.plus(absolute ? worth.absolute() : worth);
        }
        return value;
    }

    void save(ByteWriter out) {
        out.putInt(bySymbol.size());
        bySymbol.values().forEach(instrument -> instrument.save(out));
    }

    void restore(ByteReader in) {
        bySymbol.clear();
        int count = in.takeInt();
        for (int index = 0; index < count; index++) {
            var instrument = Instrument.restore(in);
            bySymbol.put(instrument.symbol(), instrument);
        }
    }
}
