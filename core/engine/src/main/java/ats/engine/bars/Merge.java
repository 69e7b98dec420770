package ats.engine.bars;

import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;

import org.jspecify.annotations.Nullable;

/// One bucket of one symbol while base bars fill it; used again for the next bucket.
final class Merge {

    private long from;
    private long to;
    private @Nullable Bar only;
    private long filledTo;
    private long learnedAt;
    private Price open = Price.ZERO;
    private Price high = Price.ZERO;
    private Price low = Price.ZERO;
    private Price close = Price.ZERO;
    private Quantity volume = Quantity.ZERO;
    private boolean backfilled;

    void start(long bucketFrom, long bucketTo) {
        from = bucketFrom;
        to = bucketTo;
        filledTo = bucketFrom;
        only = null;
    }

    boolean empty() {
        return only == null;
    }

    boolean complete() {
        return !empty() && filledTo == to;
    }

    /// False when the time it covers has been filled already: then nothing changes.
    boolean add(Bar base) {
        if (base.from() < filledTo) {
            return false;
        }
        if (only == null) {
            begin(base);
        } else {
            high = base.high().nanos() > high.nanos() ? base.high() : high;
            low = base.low().nanos() < low.nanos() ? base.low() : low;
            volume = volume.plus(base.volume());
            backfilled |= base.backfilled();
        }
        close = base.close();
        filledTo = base.to();
        learnedAt = Math.max(learnedAt, base.learnedAt());
        return true;
    }

    /// When this became known: with its last base bar, or as late after its end as that one came.
    long learnedAt() {
        return learnedAt + (to - filledTo);
    }

    /// The very bar that came, where it fills the bucket alone and keeps its time.
    Bar bar(long learned) {
        var sole = only;
        if (sole == null) {
            throw new IllegalStateException("no bar has come from " + from + " to " + to);
        }
        if (sole.from() == from && sole.to() == to && sole.learnedAt() == learned) {
            return sole;
        }
        return new Bar(
                sole.symbol(), from, to, learned, open, high, low, close, volume, backfilled);
    }

    private void begin(Bar base) {
        only = base;
        open = base.open();
        high = base.high();
        low = base.low();
        volume = base.volume();
        backfilled = base.backfilled();
        learnedAt = base.learnedAt();
    }
}
