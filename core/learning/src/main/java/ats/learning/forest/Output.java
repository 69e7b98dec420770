package ats.learning.forest;

import module java.base;

/// What the sum of a forest's leaves means.
public enum Output {
    /// The forecast itself.
    VALUE('V'),
    /// The logit of a probability.
    PROBABILITY('P');

    /// How a file of a forest names it.
    private final byte code;

    Output(char code) {
        this.code = (byte) code;
    }

    public float of(float margin) {
        return switch (this) {
            case VALUE -> margin;
            case PROBABILITY -> (float) (1 / (1 + StrictMath.exp(-(double) margin)));
        };
    }

    byte code() {
        return code;
    }

    static Optional<Output> coded(byte code) {
        return Stream.of(values()).filter(output -> output.code == code).findFirst();
    }
}
