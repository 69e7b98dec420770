package ats.features;

import module java.base;

import ats.features.Expression.Constant;
import ats.features.Expression.Operation;
import ats.features.Expression.Series;

/// Reads an expression by recursive descent: comparisons bind weakest, then sums, then products.
final class ExpressionParser {

    /// Deeper nesting than anyone writes by hand; bounds the recursion.
    private static final int DEPTH_MAX = 64;

    /// Twenty sessions of minutes and more; bounds the memory of one window.
    private static final int BARS_MAX = 20_000;

    private static final List<Operator.Binary> COMPARISONS =
            List.of(
                    Operator.Binary.ABOVE,
                    Operator.Binary.BELOW,
                    Operator.Binary.AT_LEAST,
                    Operator.Binary.AT_MOST,
                    Operator.Binary.EQUAL,
                    Operator.Binary.UNEQUAL);
    private static final List<Operator.Binary> SUMS =
            List.of(Operator.Binary.PLUS, Operator.Binary.MINUS);
    private static final List<Operator.Binary> PRODUCTS =
            List.of(Operator.Binary.TIMES, Operator.Binary.OVER);

    private final Tokens tokens;
    private int depth;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /// The expression up to the end of the line.
    Expression parse() {
        var expression = comparison();
        if (!tokens.peek().isEmpty()) {
            throw tokens.refusal("expected the end of the line, found " + tokens.found());
        }
        return expression;
    }

    private Expression comparison() {
        if (++depth > DEPTH_MAX) {
            throw tokens.refusal("nested deeper than " + DEPTH_MAX + " levels");
        }
        var left = sum();
        for (var found = infix(COMPARISONS); found.isPresent(); found = infix(COMPARISONS)) {
            left = operation(found.get(), List.of(left, sum()));
        }
        depth--;
        return left;
    }

    private Expression sum() {
        var left = product();
        for (var found = infix(SUMS); found.isPresent(); found = infix(SUMS)) {
            left = operation(found.get(), List.of(left, product()));
        }
        return left;
    }

    private Expression product() {
        var left = signed();
        for (var found = infix(PRODUCTS); found.isPresent(); found = infix(PRODUCTS)) {
            left = operation(found.get(), List.of(left, signed()));
        }
        return left;
    }

    private Optional<Operator.Binary> infix(List<Operator.Binary> choices) {
        var word = tokens.peek();
        var found = choices.stream().filter(choice -> choice.text().equals(word)).findFirst();
        found.ifPresent(_ -> tokens.take());
        return found;
    }

    private Expression signed() {
        boolean negative = false;
        while (tokens.took("-")) {
            negative = !negative;
        }
        var inner = primary();
        if (!negative) {
            return inner;
        }
        return inner instanceof Constant(double value)
                ? new Constant(0 - value)
                : operation(Operator.Unary.NEGATE, List.of(inner));
    }

    private Expression primary() {
        var word = tokens.peek();
        if (word.isEmpty()
                || !(Character.isLetterOrDigit(word.charAt(0)) || ".(".contains(first(word)))) {
            throw tokens.refusal(
                    "expected a series, a number or an operator, found " + tokens.found());
        }
        tokens.take();
        if (word.equals("(")) {
            var inner = comparison();
            tokens.expect(")");
            return inner;
        }
        if (!Character.isLetter(word.charAt(0))) {
            return new Constant(number(word));
        }
        return tokens.peek().equals("(") ? call(word) : series(word);
    }

    private static String first(String word) {
        return word.substring(0, 1);
    }

    private double number(String word) {
        double value = Double.parseDouble(word);
        if (Double.isInfinite(value)) {
            throw tokens.refusalOfLast(word + " is too large a number");
        }
        return value;
    }

    private Expression series(String word) {
        return new Series(Input.named(word).orElseThrow(() -> unknown("series", word)));
    }

    private IllegalArgumentException unknown(String what, String word) {
        var names =
                Stream.concat(
                        Stream.of(Input.values()).map(Input::text),
                        Operator.called().map(Operator::text));
        return tokens.refusalOfLast(
                "no "
                        + what
                        + " '"
                        + word
                        + "'; did you mean '"
                        + Spelling.nearest(word, names)
                        + "'?");
    }

    private Expression call(String word) {
        var operator =
                Operator.called()
                        .filter(one -> one.text().equals(word))
                        .findFirst()
                        .orElseThrow(() -> unknown("operator", word));
        tokens.expect("(");
        var over = new ArrayList<Expression>();
        var numbers = new ArrayList<Double>();
        for (int argument = 0; argument < operator.series() + operator.numbers(); argument++) {
            if (argument > 0 && !tokens.took(",")) {
                throw tokens.refusal(arguments(operator) + ", found " + tokens.found());
            }
            if (argument < operator.series()) {
                over.add(comparison());
            } else if (argument == operator.series()) {
                numbers.add(bars(operator));
            } else {
                numbers.add(share());
            }
        }
        if (!tokens.took(")")) {
            throw tokens.refusal(arguments(operator) + ", found " + tokens.found());
        }
        return new Operation(operator, over, numbers);
    }

    private static String arguments(Operator operator) {
        int count = operator.series() + operator.numbers();
        return operator.text() + " takes " + count + (count == 1 ? " argument" : " arguments");
    }

    private double bars(Operator operator) {
        if (tokens.took("-")) {
            throw tokens.refusalOfLast(
                    operator.text() + " would look into the future; a feature may only look back");
        }
        double bars = literal("a number of bars");
        boolean whole = bars == Math.rint(bars) && bars <= BARS_MAX;
        boolean fraction = bars > 0 && bars < 1;
        if (fraction && (operator == Operator.Window.MEAN || operator == Operator.Fading.EMA)) {
            return bars;
        }
        if (!whole) {
            throw tokens.refusalOfLast(
                    operator.text()
                            + " takes a whole number of bars up to "
                            + BARS_MAX
                            + ", not "
                            + tokens.last());
        }
        if (bars == 0 && endless(operator)) {
            throw tokens.refusalOfLast(
                    operator.text()
                            + " over the whole history (0 bars) would need memory without"
                            + " end; name a number of bars");
        }
        return bars;
    }

    private static boolean endless(Operator operator) {
        return operator instanceof Operator.Fading
                || (operator instanceof Operator.Window window && window.rereads());
    }

    private double share() {
        double share = literal("a share between 0 and 1");
        if (share > 1) {
            throw tokens.refusalOfLast("a quantile's share lies between 0 and 1");
        }
        return share;
    }

    private double literal(String what) {
        if (!tokens.peek().matches("[0-9.].*")) {
            throw tokens.refusal("expected " + what + ", found " + tokens.found());
        }
        return number(tokens.take());
    }

    private static Expression operation(Operator operator, List<Expression> over) {
        return new Operation(operator, over, List.of());
    }
}
