package ats.simulator.source;

import module java.base;

import ats.domain.Session;

/// What moves all symbols at once, session by session, in deviations of a year's return.
final class SeededTide {
    /// No symbol has this name.
    private static final String NAME = "";

    private final long seed;
    private final ArrayList<Double> evenings = new ArrayList<>(List.of(0.0));
    private final DayCache<Day> days = new DayCache<>();

    SeededTide(long seed) {
        this.seed = seed;
    }

    /// The session with that number. Not safe for threads.
    Day day(List<Session> sessions, int number) {
        for (int next = evenings.size() - 1; next < number; next++) {
            var _ = days.get(next, missing -> walk(sessions.get(missing), missing));
        }
        return days.get(number, missing -> walk(sessions.get(missing), missing));
    }

    private Day walk(Session session, int number) {
        var chance = new Chance(seed, NAME, session.date().toEpochDay());
        var weather = new Weather(chance, session, evenings.get(number));
        double overnight = Volatility.OVERNIGHT * chance.normal();
        var steps = new double[Weather.minutes(session) * Volatility.STEPS];
        for (int step = 0; step < steps.length; ) {
            double wild = Volatility.STEP * weather.next(step / Volatility.STEPS);
            for (int end = step + Volatility.STEPS; step < end; step++) {
                steps[step] = wild * chance.normal();
            }
        }
        if (evenings.size() == number + 1) {
            evenings.add(weather.wildness());
        }
        return new Day(overnight, steps);
    }

    /// The moves of one session.
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Day(double overnight, double[] steps) {}
}
