package ats.features;

import module java.base;

import ats.features.Expression.Constant;
import ats.features.Expression.Operation;
import ats.features.Expression.Series;

/// How many earlier bars an expression needs.
final class Lookback {

    /// What fades may miss this part of the whole past.
    private static final double MISSING = 1e-6;

    private Lookback() {}

    static int of(Expression expression) {
        return switch (expression) {
            case Constant _, Series _ -> 0;
            case Operation operation ->
                    own(operation)
                            + operation.over().stream().mapToInt(Lookback::of).max().orElse(0);
        };
    }

    private static int own(Operation operation) {
        return switch (operation.operator()) {
            case Operator.Unary _, Operator.Binary _, Operator.Choice _ -> 0;
            case Operator.Window window -> window(window, operation);
            case Operator.Pair _ -> Math.max(0, operation.bars() - 1);
            case Operator.Fading fading -> fading(fading, operation.numbers().getFirst());
        };
    }

    private static int window(Operator.Window window, Operation operation) {
        double bars = operation.numbers().getFirst();
        if (bars > 0 && bars < 1) {
            return faded(bars);
        }
        boolean lag = window == Operator.Window.REF || window == Operator.Window.DELTA;
        return lag ? (int) bars : Math.max(0, (int) bars - 1);
    }

    /// Wilder's averages begin with the plain mean of the first `bars` changes and fade from there.
    private static int fading(Operator.Fading fading, double bars) {
        return switch (fading) {
            case EMA -> faded(bars < 1 ? bars : 2 / (bars + 1));
            case RSI, ATR -> (int) bars + faded(1 / bars);
        };
    }

    private static int faded(double weight) {
        return weight >= 1
                ? 0
                : (int) Math.ceil(StrictMath.log(MISSING) / StrictMath.log(1 - weight));
    }
}
