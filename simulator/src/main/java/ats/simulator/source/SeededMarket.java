package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.Timeframe;

/// A synthetic market of one-minute bars that never ends: a pure function of its options, made
/// session by session when somebody looks. Its prices are a fair game: a rule that finds a trend
/// here has fooled itself.
public final class SeededMarket implements BarSource {
    /// Sessions before the first date, so that averages are warm from the start.
    public static final int HISTORY_SESSIONS = 100;

    /// Invented names: no price here is anybody's.
    public static final List<Symbol> SYMBOLS =
            Stream.of(
                            "ASTER", "BASIL", "CEDAR", "DAISY", "ELDER", "FERNS", "GORSE", "HAZEL",
                            "IVYLN", "JUNIP")
                    .map(Symbol::of)
                    .toList();

    private static final int MOST_SYMBOLS = 10_000;
    private static final int ALPHABET = 26;
    private static final long MINUTE = Timeframe.MINUTE.nanos();

    private final Calendar calendar;
    private final SortedMap<Symbol, SeededPath> paths = new TreeMap<>();
    private final ArrayList<Session> sessions = new ArrayList<>();

    public SeededMarket(long seed, LocalDate firstDate, Calendar calendar) {
        this(SeededOptions.of(seed, firstDate), calendar);
    }

    public SeededMarket(long seed, LocalDate firstDate, Calendar calendar, List<Symbol> symbols) {
        this(SeededOptions.of(seed, firstDate).withSymbols(symbols), calendar);
    }

    public SeededMarket(SeededOptions options, Calendar calendar) {
        this.calendar = calendar;
        var tide = new SeededTide(options.seed());
        for (var symbol : options.symbols()) {
            paths.put(symbol, new SeededPath(options, symbol, tide));
        }
        sessions.add(earliest(options, calendar));
    }

    /// So many invented names; those beyond the usual ones have six letters, as no share of an
    /// exchange has.
    public static List<Symbol> symbols(int count) {
        if (count < 1 || count > MOST_SYMBOLS) {
            throw new IllegalArgumentException(count + " symbols; write 1 to " + MOST_SYMBOLS);
        }
        return Stream.concat(
                        SYMBOLS.stream(),
                        IntStream.rangeClosed(SYMBOLS.size() + 1, Math.max(count, SYMBOLS.size()))
                                .mapToObj(SeededMarket::numbered))
                .limit(count)
                .toList();
    }

    private static Symbol numbered(int number) {
        var letters = new StringBuilder("ZQ");
        for (int place = ALPHABET * ALPHABET * ALPHABET; place > 0; place /= ALPHABET) {
            letters.append((char) ('A' + number / place % ALPHABET));
        }
        return Symbol.of(letters.toString());
    }

    @Override
    public List<Symbol> symbols() {
        return List.copyOf(paths.keySet());
    }

    @Override
    public Timeframe base() {
        return Timeframe.MINUTE;
    }

    @Override
    public synchronized List<Bar> between(Symbol symbol, long from, long to) {
        var path = paths.get(symbol);
        if (path == null || to <= from) {
            return List.of();
        }
        var bars = new ArrayList<Bar>();
        for (int i = indexOf(from); session(i).open() < to; i++) {
            bars.addAll(path.day(sessions, i).between(from, to));
        }
        return bars;
    }

    @Override
    public OptionalLong nextEnd(long after) {
        var first = first();
        var session = after < first.open() ? first : calendar.sessionOf(after);
        long passed = Math.max(0, after - session.open()) / MINUTE;
        boolean waiting = after < session.open();
        return OptionalLong.of(session.open() + (waiting ? 1 : passed + 1) * MINUTE);
    }

    @Override
    public synchronized List<Bar> endingAt(long at) {
        var session = calendar.sessionOf(at - 1);
        if (!session.contains(at - 1) || session.open() < first().open()) {
            return List.of();
        }
        int index = indexOf(at - 1);
        return paths.values().stream()
                .flatMap(path -> path.day(sessions, index).endingAt(at).stream())
                .toList();
    }

    /// Nothing here pays or splits.
    @Override
    public List<CorporateAction> actions(LocalDate from, LocalDate to) {
        return List.of();
    }

    private static Session earliest(SeededOptions options, Calendar calendar) {
        var day = options.firstDate();
        for (int found = 0; found < options.historySessions(); ) {
            day = day.minusDays(1);
            found += calendar.session(day).isPresent() ? 1 : 0;
        }
        return calendar.session(day).orElseThrow();
    }

    private synchronized Session first() {
        return sessions.getFirst();
    }

    /// The first session that has not ended by then.
    private int indexOf(long at) {
        while (sessions.getLast().close() <= at) {
            sessions.add(calendar.after(sessions.getLast().date()));
        }
        int low = 0;
        int high = sessions.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sessions.get(middle).close() <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Session session(int index) {
        while (sessions.size() <= index) {
            sessions.add(calendar.after(sessions.getLast().date()));
        }
        return sessions.get(index);
    }
}
