package ats.learning.drift;

/// Tells when the mean of a stream has risen: the sum of how much each value exceeds the mean so
/// far, forgetting slowly, passes a limit. A mirrored copy over negated values tells of falls.
public final class PageHinkley {

    private final Settings settings;
    private long next = 1;
    private double mean;
    private double sum;

    /// @param least the values before the first alarm
    /// @param tolerance a rise that is none
    /// @param limit the sum that is an alarm
    /// @param memory what remains of the sum from value to value
    public record Settings(int least, double tolerance, double limit, double memory) {
        public static final Settings USUAL = new Settings(30, 0.005, 50, 0.9999);

        public Settings {
            if (!(limit > 0) || !(memory > 0 && memory <= 1)) {
                throw new IllegalArgumentException(
                        "Page-Hinkley with limit " + limit + " and memory " + memory);
            }
        }
    }

    public PageHinkley(Settings settings) {
        this.settings = settings;
    }

    /// True when the mean has risen; everything starts anew then.
    public boolean update(double value) {
        mean += (value - mean) / next;
        sum = Math.max(0, settings.memory() * sum + value - mean - settings.tolerance());
        next++;
        boolean risen = next >= settings.least() && sum >= settings.limit();
        if (risen) {
            next = 1;
            mean = 0;
            sum = 0;
        }
        return risen;
    }

    public double mean() {
        return mean;
    }
}
