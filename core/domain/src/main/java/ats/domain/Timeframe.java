package ats.domain;

import module java.base;

/// The length of a bar: a minute, an hour, any other even part of a day, or a day.
public record Timeframe(long nanos) {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    public static final Timeframe MINUTE = new Timeframe(60 * SECOND);
    public static final Timeframe HOUR = new Timeframe(3_600 * SECOND);

    public Timeframe {
        if (nanos <= 0 || DAY % nanos != 0) {
            throw new IllegalArgumentException(
                    "a bar's length must divide the day: " + nanos + " ns does not");
        }
    }

    /// Reads `1m`, `15m`, `1h`, `1d`, `10s`.
    public static Timeframe parse(String text) {
        if (!text.matches("[1-9][0-9]{0,4}[smhd]")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a bar's length; write 1m, 5m, 1h or 1d");
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        long unit =
                switch (text.charAt(text.length() - 1)) {
                    case 's' -> SECOND;
                    case 'm' -> 60 * SECOND;
                    case 'h' -> 3_600 * SECOND;
                    default -> DAY;
                };
        return new Timeframe(Math.multiplyExact(count, unit));
    }

    @Override
    public String toString() {
        if (nanos % DAY == 0) {
            return nanos / DAY + "d";
        }
        if (nanos % (3_600 * SECOND) == 0) {
            return nanos / (3_600 * SECOND) + "h";
        }
        return nanos % (60 * SECOND) == 0 ? nanos / (60 * SECOND) + "m" : nanos / SECOND + "s";
    }
}
