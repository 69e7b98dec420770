package ats.simulator.market;

/// How fast market time passes.
public sealed interface Pace {

    /// As fast as everybody has handled what happened.
    record Max() implements Pace {}

    /// So many market seconds in a second, while the market is open; closed hours are skipped.
    record Times(double factor) implements Pace {
        public Times {
            if (!(factor > 0) || factor > 100_000) {
                throw new IllegalArgumentException(
                        "a speed is above 0 and at most 100000, or max: " + factor);
            }
        }
    }

    static Pace max() {
        return new Max();
    }

    static Pace times(double factor) {
        return new Times(factor);
    }

    /// Reads `max`, `60`, `1.5`.
    static Pace parse(String text) {
        try {
            return text.equals("max") ? max() : times(Double.parseDouble(text));
        } catch (NumberFormatException garbage) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a speed; write a number such as 60, or max", garbage);
        }
    }
}
