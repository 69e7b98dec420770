package ats.features;

import module java.base;

import ats.features.Expression.Constant;
import ats.features.Expression.Operation;
import ats.features.Expression.Series;

/// Turns expressions into a program. Equal parts are computed once; what depends on nothing but the
/// inputs comes first, then what depends on that, and so on.
final class Planner {

    private final Layout layout = new Layout();
    private final SequencedMap<Expression, Integer> levels = new LinkedHashMap<>();
    private final Map<Expression, Integer> reach = new LinkedHashMap<>();
    private final Map<Expression, Integer> slots = new LinkedHashMap<>();
    private final Map<Expression, Past> pasts = new LinkedHashMap<>();

    private Planner() {}

    static Program plan(List<Expression> features) {
        var planner = new Planner();
        int inputs = planner.layout.numbers(Input.values().length, Double.NaN);
        for (var input : Input.values()) {
            var series = new Series(input);
            planner.levels.put(series, 0);
            planner.slots.put(series, inputs + input.slot());
        }
        features.forEach(planner::level);
        planner.levels.keySet().forEach(planner::place);
        int[] results = features.stream().mapToInt(planner::slot).toArray();
        return new Program(planner.layout, planner.kernels(), results);
    }

    /// One more than the highest level that the expression is computed from.
    private int level(Expression expression) {
        var known = levels.get(expression);
        if (known != null) {
            return known;
        }
        int level =
                switch (expression) {
                    case Constant _, Series _ -> 0;
                    case Operation operation -> {
                        remember(operation);
                        yield 1 + operation.over().stream().mapToInt(this::level).max().orElse(0);
                    }
                };
        levels.put(expression, level);
        return level;
    }

    /// How far back the operation looks into what it is computed from.
    private void remember(Operation operation) {
        boolean looks =
                switch (operation.operator()) {
                    case Operator.Window _, Operator.Pair _ -> operation.bars() > 0;
                    case Operator.Unary _,
                            Operator.Binary _,
                            Operator.Choice _,
                            Operator.Fading _ ->
                            false;
                };
        if (looks) {
            operation.over().forEach(over -> reach.merge(over, operation.bars(), Math::max));
        }
    }

    private void place(Expression expression) {
        double initial = expression instanceof Constant(double value) ? value : Double.NaN;
        slots.computeIfAbsent(expression, _ -> layout.numbers(1, initial));
        var bars = reach.get(expression);
        if (bars != null) {
            pasts.put(expression, Past.of(layout, bars));
        }
    }

    private List<Kernel> kernels() {
        var kernels = new ArrayList<Kernel>();
        int spare = layout.numbers(1, Double.NaN);
        int highest = Collections.max(levels.values());
        for (int level = 0; level <= highest; level++) {
            var stage = new Stage(layout, this::source, spare);
            for (var each : levels.entrySet()) {
                if (each.getValue() == level && each.getKey() instanceof Operation operation) {
                    stage.add(operation, slot(operation));
                }
            }
            kernels.addAll(stage.kernels());
            kernels.addAll(remembering(level));
        }
        return kernels;
    }

    private List<Kernel> remembering(int level) {
        var remembered =
                pasts.keySet().stream()
                        .filter(past -> levels.getOrDefault(past, 0) == level)
                        .toList();
        return remembered.isEmpty()
                ? List.of()
                : List.of(
                        new Remember(
                                remembered.stream().mapToInt(this::slot).toArray(),
                                remembered.stream().map(this::past).toList()));
    }

    private Source source(Expression expression) {
        return new Source(slot(expression), past(expression));
    }

    private int slot(Expression expression) {
        return slots.getOrDefault(expression, -1);
    }

    /// Of a series that nobody looks back into, a past of nothing.
    private Past past(Expression expression) {
        return pasts.getOrDefault(expression, Past.NONE);
    }
}
