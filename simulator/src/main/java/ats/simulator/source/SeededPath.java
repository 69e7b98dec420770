package ats.simulator.source;

import module java.base;

import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.Timeframe;

/// The prices of one invented symbol: a fair game in which the past says nothing of the next move,
/// unless a [PlantedSignal] is asked for. Its moves have fat tails, calm and wild hours, a part
/// that all symbols share, and a spread of a cent. Every price is whole cents.
final class SeededPath {
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final long CENT = 10_000_000L;
    private static final long SHARE = 1_000_000_000L;
    private static final long LEAST_CENTS = 100;

    /// Of the whole market, a year.
    private static final double TIDE = 0.15;

    private static final double HOUR = Volatility.MINUTE * Math.sqrt(60);

    private final SeededOptions options;
    private final Symbol symbol;
    private final SeededTide tide;
    private final Nature nature;
    private final ArrayList<State> evenings = new ArrayList<>();
    private final DayCache<BarTable> days = new DayCache<>();

    SeededPath(SeededOptions options, Symbol symbol, SeededTide tide) {
        this.options = options;
        this.symbol = symbol;
        this.tide = tide;
        nature = Nature.of(new Chance(options.seed(), symbol.text(), Long.MIN_VALUE));
        evenings.add(new State(nature.level(), 0, new PlantedSignal(), new PlantedSignal()));
    }

    /// The bars of the session with that number. Not safe for threads.
    BarTable day(List<Session> sessions, int number) {
        for (int next = evenings.size() - 1; next < number; next++) {
            var _ = days.get(next, missing -> walk(sessions, missing));
        }
        return days.get(number, missing -> walk(sessions, missing));
    }

    private BarTable walk(List<Session> sessions, int number) {
        var session = sessions.get(number);
        var walk = new Walk(session, tide.day(sessions, number), evenings.get(number));
        for (int minute = 0; minute < walk.minutes; minute++) {
            walk.table.add(walk.bar(session.open() + minute * MINUTE, minute));
        }
        if (evenings.size() == number + 1) {
            evenings.add(walk.evening());
        }
        return walk.table;
    }

    /// What is so of a symbol for ever: dollars at the start, volatility a year, how much of the
    /// tide it takes and what it has of its own, shares in a minute.
    private record Nature(double level, double volatility, double beta, double own, double shares) {
        static Nature of(Chance chance) {
            double level = 80 + 320 * chance.uniform();
            double volatility = 0.22 + 0.18 * chance.uniform();
            double beta = 0.6 + 0.7 * chance.uniform();
            double shared = beta * TIDE;
            double own = Math.sqrt(volatility * volatility - shared * shared);
            return new Nature(level, volatility, shared, own, 6_000 + 40_000 * chance.uniform());
        }
    }

    /// What one day leaves to the next.
    private record State(
            double price, double wildness, PlantedSignal minutes, PlantedSignal hours) {}

    /// One day.
    private final class Walk {
        private final BarTable table;
        private final Chance chance;
        private final Weather weather;
        private final SeededTide.Day common;
        private final PlantedSignal minuteSignal;
        private final PlantedSignal hourSignal;
        private final int minutes;
        private double price;

        Walk(Session session, SeededTide.Day common, State evening) {
            this.common = common;
            chance = new Chance(options.seed(), symbol.text(), session.date().toEpochDay());
            weather = new Weather(chance, session, evening.wildness());
            minuteSignal = evening.minutes().copy();
            hourSignal = evening.hours().copy();
            minutes = Weather.minutes(session);
            table = new BarTable(symbol, minutes);
            price = evening.price();
            move(
                    nature.beta() * common.overnight()
                            + nature.own() * Volatility.OVERNIGHT * chance.normal());
        }

        State evening() {
            return new State(price, weather.wildness(), minuteSignal, hourSignal);
        }

        private BarTable.Row bar(long from, int minute) {
            double wild = weather.next(minute);
            double drift = drift() / Volatility.STEPS;
            double before = price;
            long open = print();
            long high = open;
            long low = open;
            long last = open;
            for (int step = 0; step < Volatility.STEPS; step++) {
                double shared = nature.beta() * common.steps()[minute * Volatility.STEPS + step];
                double own = nature.own() * Volatility.STEP * wild * chance.normal();
                move(drift + shared + own);
                last = print();
                high = Math.max(high, last);
                low = Math.min(low, last);
            }
            remember(from + MINUTE, minute, last / 100.0);
            long shares = shares(minute, Math.abs(price / before - 1));
            return new BarTable.Row(
                    from,
                    from + MINUTE,
                    open * CENT,
                    high * CENT,
                    low * CENT,
                    last * CENT,
                    shares * SHARE);
        }

        /// What the past says of this minute.
        private double drift() {
            double known =
                    Volatility.MINUTE * minuteSignal.value() + HOUR * hourSignal.value() / 60;
            return options.signalStrength() * nature.volatility() * known;
        }

        private void remember(long end, int minute, double close) {
            minuteSignal.closed(close);
            boolean hourEnds = Math.floorMod(end, Timeframe.HOUR.nanos()) == 0;
            if (hourEnds || minute == minutes - 1) {
                hourSignal.closed(close);
            }
        }

        /// In simple returns, so that the expected price is the price.
        private void move(double by) {
            price = Math.max(1, price * (1 + by));
        }

        /// Busy minutes and large moves make volume.
        private long shares(int minute, double moved) {
            double busy = weather.busy(minute);
            double usual = nature.volatility() * Volatility.MINUTE;
            double stir = StrictMath.exp(0.4 * chance.normal()) * (0.6 + 0.5 * moved / usual);
            return Math.max(100, Math.round(nature.shares() * busy * busy * stir));
        }

        /// On the bid or on the ask, a cent apart: each as likely as the price is near it.
        private long print() {
            return Math.max(LEAST_CENTS, (long) Math.floor(price * 100 + chance.uniform()));
        }
    }
}
