package ats.features;

import module java.base;

/// The second of three series where the first is true, which is anything but zero, else the third;
/// missing where the first is.
final class EachChoice implements Kernel {

    private final int[] conditions;
    private final int[] yes;
    private final int[] no;
    private final int[] results;

    EachChoice(int[] conditions, int[] yes, int[] no, int[] results) {
        this.conditions = conditions;
        this.yes = yes;
        this.no = no;
        this.results = results;
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        for (int index = 0; index < results.length; index++) {
            double condition = numbers[conditions[index]];
            double chosen = numbers[condition == 0 ? no[index] : yes[index]];
            numbers[results[index]] = Double.isNaN(condition) ? Double.NaN : chosen;
        }
    }
}
