package ats.simulator.source;

import ats.domain.Session;
import ats.domain.Timeframe;

/// How wild a price is from minute to minute: busy at open and close, with calm and wild hours that
/// come and go, and single minutes that stand out. Its square is one on average, so that it makes
/// no price wilder in the long run.
final class Weather {
    private static final long MINUTE = Timeframe.MINUTE.nanos();

    /// Of a whole session of 390 minutes, the root of the mean square.
    private static final double BUSY = 0.9503;

    private static final double STAYS = 0.97;
    private static final double TURNS = 0.1;
    private static final double STANDS_OUT = 0.35;

    /// Of the logarithm: the stationary part and that of the single minute.
    private static final double VARIANCE =
            TURNS * TURNS / (1 - STAYS * STAYS) + STANDS_OUT * STANDS_OUT;

    private final Chance chance;
    private final int minutes;
    private double wildness;

    Weather(Chance chance, Session session, double wildness) {
        this.chance = chance;
        this.wildness = wildness;
        minutes = minutes(session);
    }

    static int minutes(Session session) {
        return (int) ((session.close() - session.open()) / MINUTE);
    }

    /// The next minute's share of the volatility.
    double next(int minute) {
        wildness = STAYS * wildness + TURNS * chance.normal();
        double logarithm = wildness + STANDS_OUT * chance.normal();
        return busy(minute) * StrictMath.exp(logarithm - VARIANCE);
    }

    /// What the evening leaves to the next morning.
    double wildness() {
        return wildness;
    }

    /// The day's habit alone: its square is one on average.
    double busy(int minute) {
        double opening = StrictMath.exp(-minute / 25.0);
        double closing = StrictMath.exp(-(minutes - 1 - minute) / 25.0);
        return (0.8 + 1.2 * opening + 0.7 * closing) / BUSY;
    }
}
