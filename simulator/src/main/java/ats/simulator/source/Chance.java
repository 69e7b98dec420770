package ats.simulator.source;

import module java.base;

/// A stream of numbers that depends on nothing but a seed, a name and a day.
final class Chance {
    private static final int UNIFORMS = 12;

    private final SplittableRandom random;

    Chance(long seed, String name, long day) {
        random = new SplittableRandom(mixed(mixed(mixed(seed) + name.hashCode()) + day));
    }

    double uniform() {
        return random.nextDouble();
    }

    /// Near enough to normal, and the same on every machine: twelve uniforms less six.
    double normal() {
        double sum = -UNIFORMS / 2.0;
        for (int i = 0; i < UNIFORMS; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    private static long mixed(long value) {
        return new SplittableRandom(value).nextLong();
    }
}
