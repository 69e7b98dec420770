package ats.features;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.domain.OptionContract;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;

/// What happened to one symbol, in the order in which it was learned.
record Market(List<Told> told) {

    static final Calendar CALENDAR = new NewYorkCalendar();
    static final Symbol SYMBOL = Symbol.of("WALK");
    static final LocalDate FIRST = LocalDate.of(2024, 11, 25);
    static final long MINUTE = 60_000_000_000L;

    /// One thing that is told.
    sealed interface Told {
        record Traded(Bar bar) implements Told {}

        record Acted(CorporateAction action) implements Told {}

        record Alerted(FlowAlert alert) implements Told {}
    }

    /// A seeded walk in cents over so many bars, with ties, quiet stretches, gaps and alerts.
    static Market walk(long seed, int bars, long length) {
        var random = new Random(seed);
        var told = new ArrayList<Told>();
        var session = CALENDAR.sessionOf(CALENDAR.session(FIRST).orElseThrow().open());
        long from = session.open();
        long cents = 10_000;
        boolean quiet = false;
        for (int bar = 0; bar < bars; bar++) {
            if (from >= session.close()) {
                session = CALENDAR.after(session.date());
                from = session.open();
                cents += random.nextInt(-100, 101);
            }
            quiet = random.nextInt(40) == 0 ? !quiet : quiet;
            long to = Math.min(from + length, session.close());
            if (random.nextInt(3) == 0) {
                told.add(new Told.Alerted(alert(random, to - 1)));
            }
            long close = quiet ? cents : Math.max(500, cents + random.nextInt(-20, 21));
            long spread = quiet ? 0 : random.nextInt(6);
            var range = new long[] {Math.max(cents, close) + spread, Math.min(cents, close)};
            var volume = Quantity.of(quiet ? random.nextInt(2) : random.nextInt(5_000));
            told.add(
                    new Told.Traded(
                            bar(from, to, new long[] {cents, range[0], range[1], close}, volume)));
            cents = close;
            from = random.nextInt(30) == 0 ? to + length : to;
        }
        return new Market(told);
    }

    static Bar bar(long from, long to, long[] cents, Quantity volume) {
        return new Bar(
                SYMBOL,
                from,
                to,
                to,
                cents(cents[0]),
                cents(cents[1]),
                cents(cents[2]),
                cents(cents[3]),
                volume,
                false);
    }

    static Price cents(long cents) {
        return new Price(cents * 10_000_000);
    }

    static FlowAlert alert(Random random, long at) {
        var right = random.nextBoolean() ? OptionContract.Right.CALL : OptionContract.Right.PUT;
        return new FlowAlert(
                SYMBOL,
                at,
                at,
                "alert" + at,
                "sweep",
                new OptionContract(right, Price.of(100), FIRST.plusDays(30)),
                Quantity.of(10),
                Money.of(random.nextInt(1, 90_000)),
                Money.of(random.nextInt(40_000)),
                Money.of(random.nextInt(40_000)));
    }

    List<Bar> bars() {
        return told.stream()
                .filter(Told.Traded.class::isInstance)
                .map(one -> ((Told.Traded) one).bar())
                .toList();
    }

    /// The same market, each bar replaced by what becomes of it.
    Market with(UnaryOperator<Bar> change) {
        return new Market(
                told.stream()
                        .map(
                                one ->
                                        one instanceof Told.Traded(var bar)
                                                ? new Told.Traded(change.apply(bar))
                                                : one)
                        .toList());
    }

    /// The same market, this action told first.
    Market with(CorporateAction action) {
        return new Market(Stream.concat(Stream.of(new Told.Acted(action)), told.stream()).toList());
    }

    static Session session(int index) {
        var session = CALENDAR.session(FIRST).orElseThrow();
        for (int count = 0; count < index; count++) {
            session = CALENDAR.after(session.date());
        }
        return session;
    }

    static void tell(FeatureEngine engine, Told told) {
        switch (told) {
            case Told.Traded(var bar) -> engine.on(bar);
            case Told.Acted(var action) -> engine.on(action);
            case Told.Alerted(var alert) -> engine.on(alert);
        }
    }

    /// The bits of all features after each bar.
    List<double[]> features(FeatureEngine engine) {
        var all = new ArrayList<double[]>();
        for (var one : told) {
            tell(engine, one);
            if (one instanceof Told.Traded) {
                all.add(values(engine));
            }
        }
        return all;
    }

    static double[] values(FeatureEngine engine) {
        return IntStream.range(0, engine.set().size()).mapToDouble(engine::value).toArray();
    }
}
