package ats.simulator.source;

import module java.base;

import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.Timeframe;

/// The prices of one invented symbol: a random walk in trends that come and go, with calm and wild
/// hours, busy at open and close, drawn back to its level over weeks. Every price is whole cents.
final class SeededPath {
    /// As many days as history asks for at a start, and some.
    private static final int DAYS_KEPT = 40;

    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final long CENT = 10_000_000L;
    private static final long SHARE = 1_000_000_000L;
    private static final int LEAST_CENTS = 100;
    private static final int STEPS = 4;
    private static final double SESSIONS_A_YEAR = 252;
    private static final double MINUTES_A_SESSION = 390;

    private final long seed;
    private final Symbol symbol;
    private final Nature nature;
    private final ArrayList<State> evenings = new ArrayList<>();
    private final LinkedHashMap<Integer, BarTable> days = new LinkedHashMap<>();

    SeededPath(long seed, Symbol symbol) {
        this.seed = seed;
        this.symbol = symbol;
        var chance = new Chance(seed, symbol, Long.MIN_VALUE);
        nature =
                new Nature(
                        25 + 225 * chance.uniform(),
                        0.20 + 0.30 * chance.uniform(),
                        6_000 + 40_000 * chance.uniform());
        evenings.add(new State(Math.round(nature.level() * 100), 0));
    }

    /// The bars of the session with that number. Not safe for threads.
    BarTable day(List<Session> sessions, int number) {
        var kept = days.remove(number);
        if (kept == null) {
            for (int next = evenings.size() - 1; next < number; next++) {
                var _ = walk(sessions.get(next), next);
            }
            kept = walk(sessions.get(number), number);
        }
        days.putLast(number, kept);
        if (days.size() > DAYS_KEPT) {
            var _ = days.pollFirstEntry();
        }
        return kept;
    }

    private BarTable walk(Session session, int number) {
        var walk = new Walk(session, evenings.get(number));
        if (evenings.size() == number + 1) {
            evenings.add(walk.evening());
        }
        return walk.table;
    }

    /// What is so of a symbol for ever: dollars, volatility a year, shares in a minute.
    private record Nature(double level, double volatility, double shares) {}

    /// What one day leaves to the next.
    private record State(long cents, double wildness) {}

    /// One day.
    private final class Walk {
        private final BarTable table;
        private final Chance chance;
        private final int minutes;
        private final double calm;
        private double price;
        private double wildness;
        private double drift;
        private int trendLeft;

        Walk(Session session, State evening) {
            chance = new Chance(seed, symbol, session.date().toEpochDay());
            minutes = (int) ((session.close() - session.open()) / MINUTE);
            table = new BarTable(symbol, minutes);
            double daily = nature.volatility() / Math.sqrt(SESSIONS_A_YEAR);
            calm = daily / Math.sqrt(MINUTES_A_SESSION);
            wildness = evening.wildness();
            double away = StrictMath.log(evening.cents() / 100.0 / nature.level());
            double overnight = 0.3 * daily * chance.normal() - 0.04 * away;
            price = evening.cents() / 100.0 * StrictMath.exp(overnight);
            for (int minute = 0; minute < minutes; minute++) {
                table.add(bar(session.open() + minute * MINUTE, minute));
            }
        }

        State evening() {
            return new State(cents(), wildness);
        }

        private BarTable.Row bar(long from, int minute) {
            turn();
            double busy = busy(minute);
            double volatility = calm * busy * StrictMath.exp(wildness);
            long open = cents();
            long high = open;
            long low = open;
            for (int step = 0; step < STEPS; step++) {
                double move = drift / STEPS + volatility * chance.normal() / Math.sqrt(STEPS);
                price = Math.max(1, price * StrictMath.exp(move));
                high = Math.max(high, cents());
                low = Math.min(low, cents());
            }
            return new BarTable.Row(
                    from,
                    from + MINUTE,
                    open * CENT,
                    high * CENT,
                    low * CENT,
                    cents() * CENT,
                    shares(busy) * SHARE);
        }

        private void turn() {
            if (trendLeft-- <= 0) {
                trendLeft = 20 + (int) (100 * chance.uniform());
                drift = calm * 0.6 * (2 * chance.uniform() - 1);
            }
            wildness = 0.97 * wildness + 0.08 * chance.normal();
        }

        private double busy(int minute) {
            double opening = StrictMath.exp(-minute / 25.0);
            double closing = StrictMath.exp(-(minutes - 1 - minute) / 25.0);
            return 0.8 + 1.2 * opening + 0.7 * closing;
        }

        private long shares(double busy) {
            double wild = StrictMath.exp(0.6 * wildness + 0.4 * chance.normal());
            return Math.max(100, Math.round(nature.shares() * busy * busy * wild));
        }

        private long cents() {
            return Math.max(LEAST_CENTS, Math.round(price * 100));
        }
    }

    /// A stream of numbers that depends on nothing but seed, symbol and day.
    private static final class Chance {
        private final SplittableRandom random;

        Chance(long seed, Symbol symbol, long day) {
            long mixed = seed * 0x9E3779B97F4A7C15L + symbol.text().hashCode();
            random = new SplittableRandom(mixed * 0xBF58476D1CE4E5B9L + day);
        }

        double uniform() {
            return random.nextDouble();
        }

        /// Near enough to normal, and the same on every machine: twelve uniforms less six.
        double normal() {
            double sum = -6;
            for (int i = 0; i < 12; i++) {
                sum += random.nextDouble();
            }
            return sum;
        }
    }
}
