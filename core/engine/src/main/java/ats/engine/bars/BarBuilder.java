package ats.engine.bars;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Timeframe;

/// Builds one symbol's target bars out of its history of base bars, as [Instants] does out of a
/// stream. A bar is told with its last base bar, or when the next bucket begins.
public final class BarBuilder {

    private final Buckets buckets;
    private final Consumer<Bar> out;
    private final Merge merge = new Merge();
    private long end = Long.MIN_VALUE;

    public BarBuilder(Timeframe target, Calendar calendar, Consumer<Bar> out) {
        this.buckets = new Buckets(target, calendar);
        this.out = out;
        merge.start(end, end);
    }

    /// Base bars in the order of time. One that falls outside the regular session, across a
    /// bucket's edge or into time already told fills nothing.
    public void on(Bar base) {
        if (!buckets.find(base) || buckets.to() < end) {
            return;
        }
        if (buckets.to() > end) {
            finish();
            end = buckets.to();
            merge.start(buckets.from(), end);
        }
        if (merge.add(base) && merge.complete()) {
            out.accept(merge.bar(merge.learnedAt()));
            merge.start(end, end);
        }
    }

    /// Tells the last bar although it is not complete, if there is one.
    public void finish() {
        if (!merge.empty()) {
            out.accept(merge.bar(merge.learnedAt()));
            merge.start(end, end);
        }
    }
}
