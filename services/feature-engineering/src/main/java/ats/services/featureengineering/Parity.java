package ats.services.featureengineering;

import module java.base;

import ats.domain.Symbol;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares the vectors that were published in a session with those that the stored bars give, bit
/// by bit. A difference means that models trade on other numbers than they learned from. Its
/// engines are its own; they begin with all of history, and each session's bars are read from the
/// store.
final class Parity {

    private static final Logger LOG = LoggerFactory.getLogger(Parity.class);

    private final FeatureEngineering.Needs needs;
    private final History history;
    private final SortedMap<Symbol, Feed> feeds = new TreeMap<>();

    Parity(FeatureEngineering.Needs needs, History history) {
        this.needs = needs;
        this.history = history;
    }

    /// How many vectors were compared, and how many differ; `text` names the first, by symbol.
    record Finding(long checked, long mismatches, String text) {
        static final Finding NONE = new Finding(0, 0, "");
    }

    Finding of(LocalDate date) {
        var session = needs.calendar().session(date);
        if (session.isEmpty()) {
            return Finding.NONE;
        }
        var version = needs.settings().set().hash();
        var stored =
                needs.stores()
                        .vectors()
                        .read(version, session.get().open(), session.get().close() + 1);
        var bySymbol = new TreeMap<Symbol, SortedMap<Long, FloatBuffer>>();
        for (var row : stored) {
            bySymbol.computeIfAbsent(row.symbol(), _ -> new TreeMap<>())
                    .put(row.at(), row.values());
        }
        var finding = new Finding(stored.size(), 0, "");
        for (var entry : bySymbol.entrySet()) {
            finding = with(finding, entry.getKey(), entry.getValue(), session.get().close());
        }
        report(date, finding);
        return finding;
    }

    private Finding with(
            Finding sum, Symbol symbol, SortedMap<Long, FloatBuffer> published, long to) {
        var differing = new TreeSet<>(published.keySet());
        recompute(
                symbol,
                to,
                (bar, engine) -> {
                    var one = published.get(bar.to());
                    if (one != null && same(one, engine.values())) {
                        differing.remove(bar.to());
                    }
                });
        if (differing.isEmpty()) {
            return sum;
        }
        var text =
                "published vectors differ from recomputed ones, first %s at %s: train anew only"
                                .formatted(symbol, Instant.ofEpochSecond(0, differing.getFirst()))
                        + " after its cause is known";
        return new Finding(
                sum.checked(),
                sum.mismatches() + differing.size(),
                sum.text().isEmpty() ? text : sum.text());
    }

    private void recompute(Symbol symbol, long to, History.Each each) {
        var known = feeds.get(symbol);
        if (known == null || known.last() >= to || !history.agrees(known, symbol)) {
            feeds.put(symbol, history.replayed(history.of(symbol, to), each));
        } else {
            history.follow(known, history.between(symbol, known.last(), to), each);
        }
    }

    /// The same bits; what is missing in one is missing in the other.
    static boolean same(FloatBuffer one, FloatBuffer other) {
        if (one.limit() != other.limit()) {
            return false;
        }
        for (int index = 0; index < one.limit(); index++) {
            int bits = Float.floatToIntBits(one.get(index));
            if (bits != Float.floatToIntBits(other.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static void report(LocalDate date, Finding finding) {
        var event =
                finding.mismatches() == 0
                        ? LOG.atInfo().setMessage("parity.holds")
                        : LOG.atError().setMessage("parity.broken");
        event.addKeyValue("date", date)
                .addKeyValue("checked", finding.checked())
                .addKeyValue("mismatches", finding.mismatches())
                .log();
    }
}
