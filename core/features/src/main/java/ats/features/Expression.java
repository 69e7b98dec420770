package ats.features;

import module java.base;

/// What a feature is: a tree whose equal parts are equal values.
sealed interface Expression {

    /// The one way in which this is written: no needless space, every infix in parentheses.
    String text();

    record Constant(double value) implements Expression {

        @Override
        public String text() {
            return written(value);
        }
    }

    record Series(Input input) implements Expression {

        @Override
        public String text() {
            return input.text();
        }
    }

    /// `numbers` are what the operator takes behind its series: a count of bars, a share.
    record Operation(Operator operator, List<Expression> over, List<Double> numbers)
            implements Expression {

        public Operation {
            over = List.copyOf(over);
            numbers = List.copyOf(numbers);
        }

        int bars() {
            return numbers.getFirst().intValue();
        }

        @Override
        public String text() {
            if (operator instanceof Operator.Binary binary && binary.infix()) {
                return "(" + over.getFirst().text() + operator.text() + over.getLast().text() + ")";
            }
            if (operator == Operator.Unary.NEGATE) {
                return "(-" + over.getFirst().text() + ")";
            }
            return Stream.concat(
                            over.stream().map(Expression::text),
                            numbers.stream().map(Expression::written))
                    .collect(Collectors.joining(",", operator.text() + "(", ")"));
        }
    }

    /// Whole numbers without a point.
    private static String written(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
