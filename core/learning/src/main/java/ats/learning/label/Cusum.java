package ats.learning.label;

import module java.base;

/// Finds the bars at which a price has moved enough to be worth a look.
public final class Cusum {

    private Cusum() {}

    /// @param direction 1 up, -1 down
    public record Event(int bar, int direction) {}

    /// Both sums of log returns, each cut at zero, reset when it passes the threshold.
    public static List<Event> events(double[] closes, double threshold) {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("a threshold of " + threshold);
        }
        var events = new ArrayList<Event>();
        double up = 0;
        double down = 0;
        for (int bar = 1; bar < closes.length; bar++) {
            double change = StrictMath.log(closes[bar] / closes[bar - 1]);
            up = Math.max(0, up + change);
            down = Math.min(0, down + change);
            if (down < -threshold) {
                down = 0;
                events.add(new Event(bar, -1));
            } else if (up > threshold) {
                up = 0;
                events.add(new Event(bar, 1));
            }
        }
        return events;
    }
}
