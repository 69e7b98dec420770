package ats.strategy;

import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

/// An exponential moving average, seeded with its first value.
final class Average {

    private final double weight;
    private double value;
    private long count;

    Average(int period) {
        this.weight = 2.0 / (period + 1);
    }

    void add(double next) {
        value = count == 0 ? next : value + weight * (next - value);
        count++;
    }

    double value() {
        return value;
    }

    long count() {
        return count;
    }

    /// As if all that went in had been multiplied by the factor.
    void scale(double factor) {
        value *= factor;
    }

    void save(ByteWriter out) {
        out.putBits(Double.doubleToRawLongBits(value)).putLong(count);
    }

    void restore(ByteReader in) {
        value = Double.longBitsToDouble(in.takeLong());
        count = in.takeLong();
    }
}
