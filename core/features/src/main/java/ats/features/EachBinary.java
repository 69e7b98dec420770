package ats.features;

import module java.base;

/// One operation on several pairs of series. A comparison is 1 or 0, and 0 where a side is missing.
final class EachBinary implements Kernel {

    private final Operator.Binary operator;
    private final int[] left;
    private final int[] right;
    private final int[] results;

    EachBinary(Operator.Binary operator, int[] left, int[] right, int[] results) {
        this.operator = operator;
        this.left = left;
        this.right = right;
        this.results = results;
    }

    /// The frequent operations have loops of their own, for the sake of the benchmark `features`.
    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        switch (operator) {
            case PLUS -> plus(numbers);
            case MINUS -> minus(numbers);
            case TIMES -> times(numbers);
            case OVER -> over(numbers);
            case ABOVE, BELOW, AT_LEAST, AT_MOST, EQUAL, UNEQUAL, GREATER, LESS -> others(numbers);
        }
    }

    private void plus(double[] numbers) {
        for (int index = 0; index < results.length; index++) {
            numbers[results[index]] = numbers[left[index]] + numbers[right[index]];
        }
    }

    private void minus(double[] numbers) {
        for (int index = 0; index < results.length; index++) {
            numbers[results[index]] = numbers[left[index]] - numbers[right[index]];
        }
    }

    private void times(double[] numbers) {
        for (int index = 0; index < results.length; index++) {
            numbers[results[index]] = numbers[left[index]] * numbers[right[index]];
        }
    }

    private void over(double[] numbers) {
        for (int index = 0; index < results.length; index++) {
            numbers[results[index]] = numbers[left[index]] / numbers[right[index]];
        }
    }

    private void others(double[] numbers) {
        for (int index = 0; index < results.length; index++) {
            numbers[results[index]] = of(numbers[left[index]], numbers[right[index]]);
        }
    }

    private double of(double a, double b) {
        return switch (operator) {
            case ABOVE -> truth(a > b);
            case BELOW -> truth(a < b);
            case AT_LEAST -> truth(a >= b);
            case AT_MOST -> truth(a <= b);
            case EQUAL -> truth(a == b);
            case UNEQUAL -> truth(a < b || a > b);
            case GREATER -> Math.max(a, b);
            case LESS -> Math.min(a, b);
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case OVER -> a / b;
        };
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }
}
