package ats.simulator.source;

/// How a year's volatility falls upon its parts: a quarter of a day's variance onto the night, the
/// rest onto the minutes, each walked in a few steps.
final class Volatility {
    static final int STEPS = 4;

    private static final double SESSIONS_A_YEAR = 252;
    private static final double MINUTES_A_SESSION = 390;
    private static final double NIGHT = 0.25;
    private static final double DAY = 1 / Math.sqrt(SESSIONS_A_YEAR);

    static final double OVERNIGHT = DAY * Math.sqrt(NIGHT);
    static final double MINUTE = DAY * Math.sqrt((1 - NIGHT) / MINUTES_A_SESSION);
    static final double STEP = MINUTE / Math.sqrt(STEPS);

    private Volatility() {}
}
