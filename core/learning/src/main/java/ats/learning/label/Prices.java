package ats.learning.label;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.features.Adjustment;

/// One instrument's bars in order of time, adjusted for corporate actions between them.
///
/// @param start when a bar begins, in epoch nanoseconds
/// @param end when it ends
/// @param ended whether the instrument ended with the last bar, so that no more will come
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
public record Prices(
        long[] start,
        long[] end,
        double[] open,
        double[] high,
        double[] low,
        double[] close,
        boolean ended) {

    public Prices {
        int bars = start.length;
        if (end.length != bars
                || Stream.of(open, high, low, close).anyMatch(column -> column.length != bars)) {
            throw new IllegalArgumentException("columns of different lengths beside " + bars);
        }
        for (int bar = 0; bar < bars; bar++) {
            if (end[bar] <= start[bar] || (bar > 0 && start[bar] < end[bar - 1])) {
                throw new IllegalArgumentException(
                        "bar " + bar + " does not follow the one before");
            }
        }
    }

    /// The bars of a symbol in the order of time, and the actions between them. More may come.
    public static Prices of(List<Bar> bars, List<CorporateAction> actions) {
        var adjustment = new Adjustment();
        actions.forEach(adjustment::on);
        var start = bars.stream().mapToLong(Bar::from).toArray();
        var end = bars.stream().mapToLong(Bar::to).toArray();
        var prices = new double[4][bars.size()];
        for (int index = 0; index < bars.size(); index++) {
            var bar = bars.get(index);
            double factor = adjustment.on(bar);
            prices[0][index] = bar.open().nanos() * factor;
            prices[1][index] = bar.high().nanos() * factor;
            prices[2][index] = bar.low().nanos() * factor;
            prices[3][index] = bar.close().nanos() * factor;
        }
        return new Prices(start, end, prices[0], prices[1], prices[2], prices[3], false);
    }

    /// Bars that have one price each, at the times 0, 1, 2 and so on.
    public static Prices closes(double... closes) {
        var start = LongStream.range(0, closes.length).toArray();
        var end = LongStream.rangeClosed(1, closes.length).toArray();
        return new Prices(start, end, closes, closes, closes, closes, false);
    }

    public int bars() {
        return start.length;
    }

    /// Whether a price can be one.
    static boolean usable(double price) {
        return price > 0 && Double.isFinite(price);
    }
}
