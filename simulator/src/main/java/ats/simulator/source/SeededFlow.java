package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;
import ats.domain.Symbol;

/// Invented options flow over a market's own prices: a pure function of its seed and of those
/// prices, made session by session when somebody looks, the same however it is asked.
///
/// `strength` plants a signal. An alert is bullish with probability one half, plus half of the
/// strength when the share's price is higher after [SeededFlowDay#HORIZON], minus half of it when
/// it is lower. So 0 knows nothing of the future, which is the default everywhere, and 1 knows all
/// of it. Bullish is a call bought at the ask or, less often, a put sold at the bid.
public final class SeededFlow implements FlowSource {
    /// As many days as history asks for at a start, and some.
    private static final int DAYS_KEPT = 64;

    /// A market whose prices ended long ago has no further alert.
    private static final int SESSIONS_AHEAD = 10;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long seed;
    private final BarSource prices;
    private final Calendar calendar;
    private final double strength;
    private final LinkedHashMap<LocalDate, SortedMap<Symbol, List<OptionsFlow>>> days =
            new LinkedHashMap<>();

    /// Without any signal.
    public SeededFlow(long seed, BarSource prices, Calendar calendar) {
        this(seed, prices, calendar, 0);
    }

    public SeededFlow(long seed, BarSource prices, Calendar calendar, double strength) {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException(
                    "a signal's strength is " + strength + "; it lies between 0 and 1");
        }
        this.seed = seed;
        this.prices = prices;
        this.calendar = calendar;
        this.strength = strength;
    }

    @Override
    public List<Symbol> symbols() {
        return prices.symbols();
    }

    @Override
    public synchronized OptionalLong nextMade(long after) {
        var session = calendar.sessionOf(after);
        for (int ahead = 0; ahead < SESSIONS_AHEAD; ahead++) {
            var next =
                    day(session).values().stream()
                            .flatMap(List::stream)
                            .mapToLong(OptionsFlow::madeAt)
                            .filter(at -> at > after)
                            .min();
            if (next.isPresent()) {
                return next;
            }
            session = calendar.after(session.date());
        }
        return OptionalLong.empty();
    }

    @Override
    public synchronized List<OptionsFlow> between(Symbol symbol, long from, long to) {
        var found = new ArrayList<OptionsFlow>();
        var first = prices.nextEnd(0);
        if (first.isEmpty() || !symbols().contains(symbol)) {
            return found;
        }
        for (var date = calendar.date(Math.max(from, first.getAsLong()));
                date.atStartOfDay(Calendar.NEW_YORK).toEpochSecond() < to / NANOS_PER_SECOND + 1;
                date = date.plusDays(1)) {
            var session = calendar.session(date);
            if (session.isPresent()) {
                day(session.get()).getOrDefault(symbol, List.of()).stream()
                        .filter(flow -> flow.madeAt() >= from && flow.madeAt() < to)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private SortedMap<Symbol, List<OptionsFlow>> day(Session session) {
        var kept = days.remove(session.date());
        var day = kept == null ? made(session) : kept;
        days.putLast(session.date(), day);
        if (days.size() > DAYS_KEPT) {
            var _ = days.pollFirstEntry();
        }
        return day;
    }

    private SortedMap<Symbol, List<OptionsFlow>> made(Session session) {
        var made = new TreeMap<Symbol, List<OptionsFlow>>();
        for (var symbol : symbols()) {
            var bars = prices.between(symbol, session.open(), session.close());
            if (!bars.isEmpty()) {
                made.put(symbol, List.copyOf(day(session, symbol, bars)));
            }
        }
        return made;
    }

    private List<OptionsFlow> day(Session session, Symbol symbol, List<Bar> bars) {
        return new SeededFlowDay(
                        new SeededFlowDay.Scene(symbol, session, bars, calendar, strength), seed)
                .alerts();
    }
}
