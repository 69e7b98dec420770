package ats.features;

import module java.base;

/// One operation on several series.
final class EachUnary implements Kernel {

    private final Operator.Unary operator;
    private final int[] over;
    private final int[] results;

    EachUnary(Operator.Unary operator, int[] over, int[] results) {
        this.operator = operator;
        this.over = over;
        this.results = results;
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        for (int index = 0; index < results.length; index++) {
            double value = numbers[over[index]];
            numbers[results[index]] =
                    switch (operator) {
                        case NEGATE -> -value;
                        case ABS -> Math.abs(value);
                        case LOG -> StrictMath.log(value);
                        case SIGN -> Math.signum(value);
                    };
        }
    }
}
