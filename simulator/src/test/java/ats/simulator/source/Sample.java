package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.Session;
import ats.domain.Symbol;

/// Some weeks of a synthetic market as numbers: by symbol and session, the closes of the minutes
/// and their returns within the session.
final class Sample {
    static final Calendar CALENDAR = new NewYorkCalendar();
    static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

    private final SeededMarket market;
    private final int count;
    private final Map<Key, List<Bar>> bars = new HashMap<>();
    private final Map<Key, double[]> returns = new HashMap<>();

    Sample(SeededOptions options, int sessions) {
        market = new SeededMarket(options, CALENDAR);
        count = sessions;
    }

    static Session first() {
        return CALENDAR.session(FIRST).orElseThrow();
    }

    List<Symbol> symbols() {
        return market.symbols();
    }

    List<Session> sessions() {
        return Stream.iterate(first(), session -> CALENDAR.after(session.date()))
                .limit(count)
                .toList();
    }

    List<Bar> bars(Symbol symbol, Session session) {
        return bars.computeIfAbsent(
                new Key(symbol, session.date()),
                _ -> market.between(symbol, session.open(), session.close()));
    }

    /// From close to close; one less than there are bars.
    double[] returns(Symbol symbol, Session session) {
        return returns.computeIfAbsent(
                new Key(symbol, session.date()),
                _ -> returns(bars(symbol, session).stream().mapToDouble(Sample::close).toArray()));
    }

    static double[] returns(double[] closes) {
        return IntStream.range(1, closes.length)
                .mapToDouble(i -> closes[i] / closes[i - 1] - 1)
                .toArray();
    }

    static double close(Bar bar) {
        return bar.close().nanos();
    }

    static double deviation(double[] values) {
        double square = Arrays.stream(values).map(value -> value * value).average().orElseThrow();
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(square - mean * mean);
    }

    static double correlation(double[] one, double[] other) {
        double product =
                IntStream.range(0, one.length)
                        .mapToDouble(i -> one[i] * other[i])
                        .average()
                        .orElseThrow();
        double means =
                Arrays.stream(one).average().orElseThrow()
                        * Arrays.stream(other).average().orElseThrow();
        return (product - means) / deviation(one) / deviation(other);
    }

    private record Key(Symbol symbol, LocalDate day) {}
}
