package ats.features;

import module java.base;

import ats.features.Expression.Constant;
import ats.features.Expression.Operation;
import ats.features.Expression.Series;

/// What expressions mean, written down once more without a thought for speed: each value from the
/// whole window, moments in exact arithmetic.
final class Slow {

    private static final MathContext DIGITS = new MathContext(60);
    private static final double FLAT = 2e-5;

    private final Map<Input, double[]> inputs;
    private final Map<Expression, double[]> known = new HashMap<>();

    private final IdentityHashMap<double[], Map<Integer, List<Moments>>> windows =
            new IdentityHashMap<>();

    Slow(Map<Input, double[]> inputs) {
        this.inputs = inputs;
    }

    static boolean missing(double value) {
        return Double.isNaN(value) || Math.abs(value) > 1e100;
    }

    double[] of(Expression expression) {
        var done = known.get(expression);
        if (done == null) {
            done =
                    switch (expression) {
                        case Constant(double value) -> {
                            var all = new double[bars()];
                            Arrays.fill(all, value);
                            yield all;
                        }
                        case Series(Input input) -> Objects.requireNonNull(inputs.get(input));
                        case Operation operation -> of(operation);
                    };
            known.put(expression, done);
        }
        return done;
    }

    /// The size of what may cancel in the expression at each bar; zero for what keeps all digits.
    double[] scale(Expression expression) {
        if (!(expression instanceof Operation operation)) {
            return new double[bars()];
        }
        var scale =
                switch (operation.operator()) {
                    case Operator.Window.VAR, Operator.Window.STD -> new double[bars()];
                    case Operator.Window.SLOPE -> of(like(operation, Operator.Window.STD));
                    case Operator.Pair _ -> joint(operation);
                    case Operator.Window.RSQUARE -> filled(1);
                    case Operator.Window.SKEW, Operator.Window.KURT -> filled(10);
                    case Operator.Fading.RSI -> filled(100);
                    case Operator.Fading.ATR -> new double[bars()];
                    case Operator.Fading _, Operator.Window _ when share(operation) ->
                            of(like(absolute(operation), Operator.Fading.EMA));
                    case Operator.Fading _ -> of(absolute(operation));
                    case Operator.Window _ -> greatest(operation);
                    case Operator.Unary _, Operator.Binary _, Operator.Choice _ ->
                            new double[bars()];
                };
        return DoubleStream.of(scale).map(one -> Double.isNaN(one) ? 0 : one).toArray();
    }

    private double[] filled(double value) {
        return of(new Constant(value));
    }

    private static boolean share(Operation operation) {
        double number = operation.numbers().getFirst();
        return number > 0 && number < 1;
    }

    private static Operation like(Operation operation, Operator operator) {
        return new Operation(operator, operation.over(), operation.numbers());
    }

    private static Operation absolute(Operation operation) {
        var absolute = new Operation(Operator.Unary.ABS, operation.over(), List.of());
        return new Operation(operation.operator(), List.of(absolute), operation.numbers());
    }

    private double[] greatest(Operation operation) {
        var numbers = List.of(operation.numbers().getFirst() + (operation.bars() == 0 ? 0 : 1));
        var over = absolute(operation).over();
        return of(new Operation(Operator.Window.MAX, over, numbers));
    }

    private double[] joint(Operation operation) {
        if (operation.operator() == Operator.Pair.CORR) {
            return filled(1);
        }
        return IntStream.range(0, bars())
                .mapToDouble(
                        bar -> {
                            var moments = new Moments(pairs(operation, bar));
                            return moments.deviation(moments.squares())
                                    * moments.deviation(moments.placeSquares());
                        })
                .toArray();
    }

    private List<Point> pairs(Operation operation, int bar) {
        return pairs(operation.over().stream().map(this::of).toList(), bar, operation.bars());
    }

    private int bars() {
        return inputs.values().iterator().next().length;
    }

    private double[] of(Operation operation) {
        var over = operation.over().stream().map(this::of).toList();
        var numbers = operation.numbers();
        return IntStream.range(0, bars())
                .mapToDouble(
                        bar ->
                                switch (operation.operator()) {
                                    case Operator.Unary unary -> of(unary, over.getFirst()[bar]);
                                    case Operator.Binary binary ->
                                            of(binary, over.getFirst()[bar], over.getLast()[bar]);
                                    case Operator.Choice _ -> choice(over, bar);
                                    case Operator.Window window ->
                                            of(window, over.getFirst(), bar, numbers);
                                    case Operator.Pair pair ->
                                            of(pair, pairs(over, bar, operation.bars()));
                                    case Operator.Fading fading ->
                                            of(fading, over, bar, numbers.getFirst());
                                })
                .toArray();
    }

    private static double of(Operator.Unary operator, double x) {
        return switch (operator) {
            case NEGATE -> 0 - x;
            case ABS -> x < 0 ? -x : x;
            case LOG -> StrictMath.log(x);
            case SIGN -> x > 0 ? 1 : x < 0 ? -1 : x;
        };
    }

    private static double of(Operator.Binary operator, double x, double y) {
        boolean both = !Double.isNaN(x) && !Double.isNaN(y);
        return switch (operator) {
            case ABOVE -> both && x > y ? 1 : 0;
            case BELOW -> both && x < y ? 1 : 0;
            case AT_LEAST -> both && x >= y ? 1 : 0;
            case AT_MOST -> both && x <= y ? 1 : 0;
            case EQUAL -> both && x == y ? 1 : 0;
            case UNEQUAL -> both && x != y ? 1 : 0;
            case PLUS -> x + y;
            case MINUS -> x - y;
            case TIMES -> x * y;
            case OVER -> x / y;
            case GREATER -> !both ? Double.NaN : x > y ? x : y;
            case LESS -> !both ? Double.NaN : x < y ? x : y;
        };
    }

    private static double choice(List<double[]> over, int bar) {
        double condition = over.getFirst()[bar];
        return Double.isNaN(condition)
                ? Double.NaN
                : condition != 0 ? over.get(1)[bar] : over.getLast()[bar];
    }

    private double of(Operator.Window operator, double[] x, int bar, List<Double> numbers) {
        double window = numbers.getFirst();
        if (window > 0 && window < 1) {
            return fading(x, bar, window);
        }
        int bars = (int) window;
        int then = bars == 0 ? 0 : bar - bars;
        double before = then < 0 ? Double.NaN : x[then];
        return switch (operator) {
            case REF -> before;
            case DELTA -> x[bar] - before;
            case SUM, MEAN, VAR, STD, SLOPE, RSQUARE, RESI, COUNT ->
                    moments(x, bar, bars).of(operator, x[bar]);
            case MAX, MIN, IDXMAX, IDXMIN -> extreme(operator, x, bar, bars);
            case RANK -> rank(x, bar, bars);
            case MED -> quantile(sorted(x, bar, bars), 0.5);
            case QUANTILE -> quantile(sorted(x, bar, bars), numbers.getLast());
            case WMA, MAD, SKEW, KURT -> shape(operator, line(x, bar, bars));
        };
    }

    private static double of(Operator.Pair operator, List<Point> points) {
        var moments = new Moments(points);
        double deviation = moments.deviation(moments.squares());
        double other = moments.deviation(moments.placeSquares());
        if (points.size() < 2) {
            return Double.NaN;
        }
        return switch (operator) {
            case COV -> moments.sampled(moments.joint()).doubleValue();
            case CORR ->
                    deviation <= FLAT || other <= FLAT
                            ? Double.NaN
                            : moments.joint()
                                    .divide(
                                            moments.squares()
                                                    .multiply(moments.placeSquares())
                                                    .sqrt(DIGITS),
                                            DIGITS)
                                    .doubleValue();
        };
    }

    private static double of(Operator.Fading operator, List<double[]> x, int bar, double number) {
        return switch (operator) {
            case EMA -> fading(x.getFirst(), bar, number < 1 ? number : 2 / (number + 1));
            case RSI -> strength(x.getFirst(), bar, (int) number);
            case ATR -> wilder(ranges(x, bar), (int) number);
        };
    }

    private static double fading(double[] x, int bar, double weight) {
        double sum = 0;
        double weights = 0;
        double each = 1;
        for (int at = bar; at >= 0; at--) {
            if (!missing(x[at])) {
                sum += each * x[at];
                weights += each;
            }
            // the bars behind the newest value only make all weights smaller
            each *= weights == 0 ? 1 : 1 - weight;
        }
        return sum / weights;
    }

    private static double strength(double[] x, int bar, int bars) {
        var valid = IntStream.rangeClosed(0, bar).mapToDouble(at -> x[at]);
        var values = valid.filter(value -> !missing(value)).toArray();
        var changes =
                IntStream.range(1, values.length)
                        .mapToDouble(at -> values[at] - values[at - 1])
                        .boxed()
                        .toList();
        double rise =
                wilder(changes.stream().map(change -> change > 0 ? change : 0).toList(), bars);
        double fall =
                wilder(changes.stream().map(change -> change < 0 ? -change : 0).toList(), bars);
        return 100 - 100 / (1 + rise / fall);
    }

    private static List<Double> ranges(List<double[]> prices, int bar) {
        var ranges = new ArrayList<Double>();
        double close = Double.NaN;
        for (int at = 0; at <= bar; at++) {
            double high = prices.getFirst()[at];
            double low = prices.get(1)[at];
            double range =
                    Collections.max(
                            List.of(high - low, Math.abs(high - close), Math.abs(low - close)));
            if (!missing(high) && !missing(low) && !missing(close)) {
                ranges.add(range);
            }
            close = missing(prices.getLast()[at]) ? close : prices.getLast()[at];
        }
        return ranges;
    }

    /// The weights written out, where the product adds them up from bar to bar.
    private static double wilder(List<? extends Number> values, int bars) {
        if (values.size() < bars) {
            return Double.NaN;
        }
        double kept = 1 - 1.0 / bars;
        double mean = 0;
        for (int at = 0; at < values.size(); at++) {
            double age = values.size() - Math.max(at + 1, bars);
            mean += values.get(at).doubleValue() / bars * StrictMath.pow(kept, age);
        }
        return mean;
    }

    private static double extreme(Operator.Window operator, double[] x, int bar, int bars) {
        int first = bars == 0 ? 0 : Math.max(0, bar - bars + 1);
        boolean greatest = operator == Operator.Window.MAX || operator == Operator.Window.IDXMAX;
        int found = -1;
        for (int at = first; at <= bar; at++) {
            boolean beyond = found < 0 || (greatest ? x[at] > x[found] : x[at] < x[found]);
            found = !missing(x[at]) && beyond ? at : found;
        }
        if (found < 0) {
            return Double.NaN;
        }
        boolean place = operator == Operator.Window.IDXMAX || operator == Operator.Window.IDXMIN;
        return place ? found - first + 1 : x[found];
    }

    private static double[] sorted(double[] x, int bar, int bars) {
        return line(x, bar, bars).stream().mapToDouble(Point::value).sorted().toArray();
    }

    private static double rank(double[] x, int bar, int bars) {
        double newest = x[bar];
        if (missing(newest)) {
            return Double.NaN;
        }
        var values = sorted(x, bar, bars);
        double less = DoubleStream.of(values).filter(value -> value < newest).count();
        double equal = DoubleStream.of(values).filter(value -> value == newest).count();
        return (less + (equal + 1) / 2) / values.length;
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        double low = sorted[(int) Math.floor(at)];
        double high = sorted[(int) Math.ceil(at)];
        return low * (1 - (at - Math.floor(at))) + high * (at - Math.floor(at));
    }

    private static double shape(Operator.Window operator, List<Point> points) {
        int count = points.size();
        if (count == 0) {
            return Double.NaN;
        }
        if (operator == Operator.Window.WMA) {
            double weights = points.stream().mapToDouble(Point::place).sum();
            return points.stream().mapToDouble(one -> one.place() * one.value()).sum() / weights;
        }
        var moments = new Moments(points);
        var mean = moments.mean();
        var offs = points.stream().map(one -> new BigDecimal(one.value()).subtract(mean)).toList();
        if (operator == Operator.Window.MAD) {
            return offs.stream().mapToDouble(off -> off.abs().doubleValue()).sum() / count;
        }
        if (moments.squares().signum() == 0) {
            return Double.NaN;
        }
        double deviation = moments.deviation(moments.squares());
        double n = count;
        if (operator == Operator.Window.SKEW) {
            double sum = powers(offs, deviation, 3);
            return count < 3 ? Double.NaN : n / ((n - 1) * (n - 2)) * sum;
        }
        double sum = powers(offs, deviation, 4);
        return count < 4
                ? Double.NaN
                : n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * sum
                        - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
    }

    private static double powers(List<BigDecimal> offs, double deviation, int power) {
        return offs.stream()
                .mapToDouble(off -> StrictMath.pow(off.doubleValue() / deviation, power))
                .sum();
    }

    /// All windows of a series at once, for several operators ask for them.
    private Moments moments(double[] x, int bar, int bars) {
        return windows.computeIfAbsent(x, _ -> new HashMap<>())
                .computeIfAbsent(
                        bars,
                        _ ->
                                IntStream.range(0, x.length)
                                        .mapToObj(at -> new Moments(line(x, at, bars)))
                                        .toList())
                .get(bar);
    }

    private static List<Point> line(double[] x, int bar, int bars) {
        int first = bars == 0 ? 0 : bar - bars + 1;
        return IntStream.rangeClosed(Math.max(0, first), bar)
                .filter(at -> !missing(x[at]))
                .mapToObj(at -> new Point(x[at], at - first + 1))
                .toList();
    }

    private static List<Point> pairs(List<double[]> over, int bar, int bars) {
        return IntStream.rangeClosed(bars == 0 ? 0 : Math.max(0, bar - bars + 1), bar)
                .filter(at -> !missing(over.getFirst()[at]) && !missing(over.getLast()[at]))
                .mapToObj(at -> new Point(over.getFirst()[at], over.getLast()[at]))
                .toList();
    }
}
