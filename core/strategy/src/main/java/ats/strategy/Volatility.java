package ats.strategy;

import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.MarketEvent.Bar;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

/// How much a symbol moves: the average square of its returns from bar to bar, the newer ones
/// weighing more, splits and dividends left out.
final class Volatility {

    private static final int PERIOD = 60;

    private final Average variance = new Average(PERIOD);
    private double last;
    private long seenTo;

    /// A bar that comes late changes nothing: what follows it has been seen.
    boolean on(Bar bar) {
        if (bar.to() <= seenTo) {
            return false;
        }
        seenTo = bar.to();
        double close = bar.close().nanos() / 1e9;
        if (last > 0) {
            double change = close / last - 1;
            variance.add(change * change);
        }
        last = close;
        return true;
    }

    void on(CorporateAction action) {
        last *=
                switch (action) {
                    case Split split -> (double) split.from() / split.to();
                    case Dividend dividend -> paid(dividend);
                };
    }

    /// Not a number before there are enough returns.
    double yearly(double barsPerYear) {
        return variance.count() < PERIOD ? Double.NaN : Math.sqrt(variance.value() * barsPerYear);
    }

    void save(ByteWriter out) {
        variance.save(out);
        out.putBits(Double.doubleToRawLongBits(last)).putLong(seenTo);
    }

    void restore(ByteReader in) {
        variance.restore(in);
        last = Double.longBitsToDouble(in.takeLong());
        seenTo = in.takeLong();
    }

    private double paid(Dividend dividend) {
        double cash = dividend.perShare().nanos() / 1e9;
        return last > cash ? 1 - cash / last : 1;
    }
}
