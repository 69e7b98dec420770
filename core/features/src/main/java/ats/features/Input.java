package ats.features;

import module java.base;

/// What an expression may name: the bar at adjusted prices, the options flow since the bar before,
/// and where in the calendar the bar ends.
enum Input {
    OPEN(0),
    HIGH(1),
    LOW(2),
    CLOSE(3),
    VOLUME(4),
    CALLPREMIUM(5),
    PUTPREMIUM(6),
    ASKPREMIUM(7),
    BIDPREMIUM(8),
    ALERTS(9),
    MINUTEOFDAY(10),
    DAYOFWEEK(11),
    SESSIONPART(12),
    OVERNIGHT(13);

    private final int slot;

    Input(int slot) {
        this.slot = slot;
    }

    /// Its place among the numbers of a memory.
    int slot() {
        return slot;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Input> named(String text) {
        return Stream.of(values()).filter(input -> input.text().equals(text)).findFirst();
    }
}
