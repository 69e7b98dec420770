package ats.features;

/// Wilder's average: first the plain mean of `bars` values, then each new value counts one part in
/// `bars`.
record Wilder(int bars, int mean, int count) {

    static Wilder of(Layout layout, int bars) {
        return new Wilder(bars, layout.numbers(1, 0), layout.numbers(1, 0));
    }

    void add(double[] numbers, double value) {
        if (numbers[count] < bars) {
            numbers[count]++;
        }
        numbers[mean] = (numbers[mean] * (numbers[count] - 1) + value) / numbers[count];
    }

    boolean ready(double[] numbers) {
        return numbers[count] == bars;
    }

    double mean(double[] numbers) {
        return numbers[mean];
    }
}
