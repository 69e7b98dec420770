package ats.engine.bars;

import module java.base;

import ats.domain.BySymbol;
import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;

import org.jspecify.annotations.Nullable;

/// Turns the base bars of many symbols into target bars and closes each instant with its mark: at
/// once when every symbol's bar is complete, else `barGrace` after the bars' end with those that
/// came. Instants close in order; bars are told in the order of symbols, stamped with the time of
/// their mark. An instant without any bar is not told.
public final class Instants {

    private final BySymbol<Integer> indexes = new BySymbol<>();
    private final Buckets buckets;
    private final long barGraceNanos;
    private final Sink sink;
    private final ArrayDeque<Instant> open = new ArrayDeque<>();
    private @Nullable Instant spare;
    private long closedTo = Long.MIN_VALUE;
    private long toldAt = Long.MIN_VALUE;
    private long unused;

    public Instants(
            List<Symbol> symbols,
            Timeframe target,
            Calendar calendar,
            long barGraceNanos,
            Sink sink) {
        for (var symbol : new TreeSet<>(symbols)) {
            indexes.add(symbol, indexes.size());
        }
        this.buckets = new Buckets(target, calendar);
        this.barGraceNanos = barGraceNanos;
        this.sink = sink;
    }

    /// Base bars of any length in the order of time; each arrives at its own `learnedAt`. One at
    /// the very deadline is in time.
    public void on(Bar base) {
        closeBefore(base.learnedAt());
        var index = indexes.find(base.symbol());
        if (index.isEmpty() || !buckets.find(base)) {
            unused++;
            return;
        }
        if (buckets.to() <= closedTo || base.learnedAt() > buckets.to() + barGraceNanos) {
            sink.late(base);
            return;
        }
        if (!instant(buckets.from(), buckets.to()).add(index.get(), base)) {
            sink.late(base);
            return;
        }
        closeComplete(base.learnedAt());
    }

    /// The next instant at which [#reach] has work, if no bar comes before.
    public OptionalLong dueAt() {
        return open.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(open.getFirst().to + barGraceNanos);
    }

    /// Closes every instant whose deadline has come.
    public void reach(long now) {
        while (!open.isEmpty() && open.getFirst().to + barGraceNanos <= now) {
            long deadline = open.getFirst().to + barGraceNanos;
            closeFirst(deadline);
            closeComplete(deadline);
        }
    }

    /// Base bars that fill nothing: outside the regular session, across a bucket's edge, or of a
    /// symbol that nobody subscribed.
    public long unused() {
        return unused;
    }

    private void closeBefore(long now) {
        if (!open.isEmpty() && open.getFirst().to + barGraceNanos < now) {
            reach(now - 1);
        }
    }

    private void closeComplete(long now) {
        while (!open.isEmpty() && open.getFirst().complete == indexes.size()) {
            closeFirst(now);
        }
    }

    private void closeFirst(long at) {
        var instant = open.removeFirst();
        closedTo = instant.to;
        toldAt = Math.max(toldAt, at);
        int bars = 0;
        for (var merge : instant.merges) {
            if (!merge.empty()) {
                sink.bar(merge.bar(toldAt));
                bars++;
            }
        }
        sink.mark(new Event.Mark(closedTo, toldAt, bars));
        spare = instant;
    }

    /// The open instant of this bucket; mostly there is one, at times the one after it too.
    private Instant instant(long from, long to) {
        if (!open.isEmpty()) {
            for (var instant : open) {
                if (instant.to == to) {
                    return instant;
                }
            }
        }
        var made = spare == null ? new Instant(indexes.size()) : spare;
        spare = null;
        made.start(from, to);
        insert(made);
        return made;
    }

    private void insert(Instant made) {
        if (open.isEmpty() || open.getLast().to < made.to) {
            open.addLast(made);
            return;
        }
        var later = new ArrayDeque<Instant>();
        while (!open.isEmpty() && open.getLast().to > made.to) {
            later.addFirst(open.removeLast());
        }
        open.addLast(made);
        open.addAll(later);
    }

    /// Takes what comes out, in order.
    public interface Sink {

        void bar(Bar bar);

        /// A base bar that came after its instant was closed, or for time that is filled already.
        void late(Bar bar);

        void mark(Event.Mark mark);
    }

    /// All symbols' buckets of one end.
    private static final class Instant {

        private final Merge[] merges;
        private long to;
        private int complete;

        Instant(int symbols) {
            merges = new Merge[symbols];
            Arrays.setAll(merges, _ -> new Merge());
        }

        void start(long bucketFrom, long bucketTo) {
            to = bucketTo;
            complete = 0;
            for (var merge : merges) {
                merge.start(bucketFrom, bucketTo);
            }
        }

        boolean add(int index, Bar base) {
            var merge = merges[index];
            if (!merge.add(base)) {
                return false;
            }
            if (merge.complete()) {
                complete++;
            }
            return true;
        }
    }
}
