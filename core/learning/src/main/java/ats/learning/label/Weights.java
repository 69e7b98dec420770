package ats.learning.label;

import module java.base;

/// How much each labelled event counts, since labels that overlap tell the same story twice.
public final class Weights {

    private Weights() {}

    /// The bars that a label is made of, both included.
    public record Event(int from, int to) {
        public Event {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("no event from bar " + from + " to " + to);
            }
        }
    }

    /// How many events each bar belongs to.
    public static int[] concurrency(List<Event> events, int bars) {
        var changes = new int[bars + 1];
        for (var event : events) {
            changes[event.from()]++;
            changes[event.to() + 1]--;
        }
        var counts = new int[bars];
        int open = 0;
        for (int bar = 0; bar < bars; bar++) {
            open += changes[bar];
            counts[bar] = open;
        }
        return counts;
    }

    /// The share of its bars that an event has for itself.
    public static double[] uniqueness(List<Event> events, int bars) {
        var counts = concurrency(events, bars);
        return each(events, bar -> 1.0 / counts[bar], (sum, event) -> sum / length(event));
    }

    /// The part of the log return that an event has for itself, scaled to an average of one.
    public static double[] byReturn(List<Event> events, double[] closes) {
        var counts = concurrency(events, closes.length);
        var weights =
                each(
                        events,
                        bar ->
                                bar == 0
                                        ? 0
                                        : StrictMath.log(closes[bar] / closes[bar - 1])
                                                / counts[bar],
                        (sum, _) -> Math.abs(sum));
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        for (int index = 0; index < weights.length && total > 0; index++) {
            weights[index] *= weights.length / total;
        }
        return weights;
    }

    /// Weights that fade with age, the newest first; `share` of all is the age at which e-fold is
    /// lost.
    public static double[] fading(int count, double share) {
        return IntStream.range(0, count)
                .mapToDouble(age -> StrictMath.exp(-age / (share * count)))
                .toArray();
    }

    /// The weights of a difference of a broken order, the newest first.
    public static double[] fractionalDifference(double order, int count) {
        var weights = new double[count];
        for (int lag = 0; lag < count; lag++) {
            weights[lag] = lag == 0 ? 1 : -weights[lag - 1] * (order - lag + 1) / lag;
        }
        return weights;
    }

    private static double[] each(
            List<Event> events, IntToDoubleFunction perBar, ToDoubleBiFunction<Double, Event> of) {
        return events.stream()
                .mapToDouble(
                        event -> {
                            double sum = 0;
                            for (int bar = event.from(); bar <= event.to(); bar++) {
                                sum += perBar.applyAsDouble(bar);
                            }
                            return of.applyAsDouble(sum, event);
                        })
                .toArray();
    }

    private static int length(Event event) {
        return event.to() - event.from() + 1;
    }
}
