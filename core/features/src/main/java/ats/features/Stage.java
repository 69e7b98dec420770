package ats.features;

import module java.base;

import ats.features.Expression.Operation;

/// The operations of one level, which do not depend on each other, brought together by what can be
/// computed in one go.
final class Stage {

    private static final List<Operator> LINES =
            List.of(Operator.Window.SLOPE, Operator.Window.RSQUARE, Operator.Window.RESI);
    private static final List<Operator> SQUARES = List.of(Operator.Window.VAR, Operator.Window.STD);

    private final Layout layout;
    private final Function<Expression, Source> sources;
    private final int spare;
    private final List<Kernel> single = new ArrayList<>();
    private final SequencedMap<Operator, List<Operation>> elementwise = new LinkedHashMap<>();
    private final SequencedMap<Group, NavigableMap<Integer, Map<Operator, Integer>>> windows =
            new LinkedHashMap<>();
    private final SequencedMap<Group, List<OrderWindows.Asked>> orders = new LinkedHashMap<>();
    private final SequencedMap<Boolean, List<Lags.Lag>> lags = new LinkedHashMap<>();

    Stage(Layout layout, Function<Expression, Source> sources, int spare) {
        this.layout = layout;
        this.sources = sources;
        this.spare = spare;
    }

    void add(Operation operation, int result) {
        switch (operation.operator()) {
            case Operator.Unary _, Operator.Binary _, Operator.Choice _ ->
                    elementwise
                            .computeIfAbsent(operation.operator(), _ -> new ArrayList<>())
                            .add(operation);
            case Operator.Window window -> addWindow(window, operation, result);
            case Operator.Pair _ -> group(Kind.PAIR, operation, result);
            case Operator.Fading fading -> single.add(fading(fading, operation, result));
        }
    }

    private void addWindow(Operator.Window window, Operation operation, int result) {
        switch (window) {
            case REF, DELTA -> addLag(window == Operator.Window.DELTA, operation, result);
            case MEAN -> addMean(operation, result);
            case SUM, VAR, STD, SLOPE, RSQUARE, RESI -> group(Kind.MOMENT, operation, result);
            case MAX, IDXMAX -> group(Kind.GREATEST, operation, result);
            case MIN, IDXMIN -> group(Kind.LEAST, operation, result);
            case RANK -> order(operation, new OrderWindows.Asked(OrderWindows.Asked.RANK, result));
            case MED -> order(operation, new OrderWindows.Asked(0.5, result));
            case QUANTILE ->
                    order(operation, new OrderWindows.Asked(operation.numbers().getLast(), result));
            case COUNT -> addCount(operation, result);
            case WMA, MAD, SKEW, KURT -> single.add(shape(window, operation, result));
        }
    }

    private void addLag(boolean change, Operation operation, int result) {
        var source = source(operation);
        if (operation.bars() == 0) {
            single.add(new Firsts(layout, change, source.series(), result));
        } else {
            lags.computeIfAbsent(change, _ -> new ArrayList<>())
                    .add(new Lags.Lag(source.series(), source.past(), operation.bars(), result));
        }
    }

    private void addMean(Operation operation, int result) {
        double bars = operation.numbers().getFirst();
        if (bars > 0 && bars < 1) {
            single.add(new ExponentialMeans(layout, bars, source(operation).series(), result));
        } else {
            group(Kind.MOMENT, operation, result);
        }
    }

    private void addCount(Operation operation, int result) {
        if (operation.bars() == 0) {
            group(Kind.MOMENT, operation, result);
        } else {
            single.add(shape(Operator.Window.COUNT, operation, result));
        }
    }

    private Kernel shape(Operator.Window window, Operation operation, int result) {
        return new ShapeWindows(window, source(operation).past(), operation.bars(), result);
    }

    private void order(Operation operation, OrderWindows.Asked asked) {
        var group = new Group(Kind.ORDER, operation.over(), operation.bars());
        orders.computeIfAbsent(group, _ -> new ArrayList<>()).add(asked);
    }

    private void group(Kind kind, Operation operation, int result) {
        var group = new Group(kind, operation.over(), Math.min(operation.bars(), 1));
        windows.computeIfAbsent(group, _ -> new TreeMap<>(Comparator.reverseOrder()))
                .computeIfAbsent(operation.bars(), _ -> new LinkedHashMap<>())
                .put(operation.operator(), result);
    }

    private Kernel fading(Operator.Fading fading, Operation operation, int result) {
        double bars = operation.numbers().getFirst();
        int[] series = operation.over().stream().mapToInt(this::series).toArray();
        return switch (fading) {
            case EMA ->
                    new ExponentialMeans(
                            layout, bars < 1 ? bars : 2 / (bars + 1), series[0], result);
            case RSI -> new RelativeStrengths(layout, (int) bars, series[0], result);
            case ATR -> new TrueRanges(layout, (int) bars, series, result);
        };
    }

    List<Kernel> kernels() {
        var kernels = new ArrayList<Kernel>();
        elementwise.forEach((operator, all) -> kernels.add(each(operator, all)));
        lags.forEach((changes, all) -> kernels.add(new Lags(changes, all)));
        windows.forEach((group, byBars) -> kernels.add(windows(group, byBars)));
        orders.forEach(
                (group, asked) ->
                        kernels.add(
                                new OrderWindows(
                                        layout, sources.apply(group.first()), group.bars, asked)));
        kernels.addAll(single);
        return kernels;
    }

    private Kernel each(Operator operator, List<Operation> operations) {
        int[] results = operations.stream().mapToInt(this::series).toArray();
        return switch (operator) {
            case Operator.Unary unary -> new EachUnary(unary, over(operations, 0), results);
            case Operator.Binary binary ->
                    new EachBinary(binary, over(operations, 0), over(operations, 1), results);
            case Operator.Choice _ ->
                    new EachChoice(
                            over(operations, 0), over(operations, 1), over(operations, 2), results);
            case Operator.Window _, Operator.Pair _, Operator.Fading _ ->
                    throw new IllegalStateException(operator + " is not done value by value");
        };
    }

    private int[] over(List<Operation> operations, int argument) {
        return operations.stream().mapToInt(one -> series(one.over().get(argument))).toArray();
    }

    private Kernel windows(Group group, NavigableMap<Integer, Map<Operator, Integer>> byBars) {
        var source = sources.apply(group.first());
        var wanted = new Wanted(byBars, spare);
        boolean whole = group.bars == 0;
        return switch (group.kind) {
            case MOMENT ->
                    whole ? history(source, OptionalInt.empty(), byBars) : moments(source, wanted);
            case PAIR -> {
                var other = sources.apply(group.over.getLast());
                yield whole
                        ? history(source, OptionalInt.of(other.series()), byBars)
                        : new PairWindows(layout, source, other, wanted);
            }
            case GREATEST, LEAST -> {
                boolean greatest = group.kind == Kind.GREATEST;
                yield whole
                        ? new WholeExtremes(layout, source.series(), greatest, wanted)
                        : new ExtremeWindows(layout, source.series(), greatest, wanted);
            }
            case ORDER -> throw new IllegalStateException("orders have groups of their own");
        };
    }

    private Kernel history(
            Source source,
            OptionalInt other,
            NavigableMap<Integer, Map<Operator, Integer>> byBars) {
        return new WholeHistory(layout, source.series(), other, byBars.firstEntry().getValue());
    }

    /// The cheapest that gives all that is asked.
    private Kernel moments(Source source, Wanted wanted) {
        var asked = wanted.operators();
        if (asked.stream().anyMatch(LINES::contains)) {
            return new LineWindows(layout, source.series(), source.past(), wanted);
        }
        return asked.stream().anyMatch(SQUARES::contains)
                ? new SquareWindows(layout, source.series(), source.past(), wanted)
                : new SumWindows(layout, source.series(), source.past(), wanted);
    }

    private Source source(Operation operation) {
        return sources.apply(operation.over().getFirst());
    }

    private int series(Expression expression) {
        return sources.apply(expression).series();
    }

    private enum Kind {
        MOMENT,
        GREATEST,
        LEAST,
        PAIR,
        ORDER
    }

    /// Windows that share their work; `bars` is 0 for the whole history.
    private record Group(Kind kind, List<Expression> over, int bars) {

        Expression first() {
            return over.getFirst();
        }
    }
}
