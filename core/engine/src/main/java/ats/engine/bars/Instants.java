package ats.engine.bars;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;

/// Turns base bars into target bars and closes each instant with its mark.
public final class Instants {

    public Instants(
            List<Symbol> symbols, Timeframe target, Calendar calendar, long barGraceNanos, Sink sink) {
        throw new UnsupportedOperationException();
    }

    public void on(Bar base) {
        throw new UnsupportedOperationException();
    }

    /// The next instant at which [#reach] has work, if no bar comes before.
    public OptionalLong dueAt() {
        throw new UnsupportedOperationException();
    }

    /// Closes every instant whose deadline has come.
    public void reach(long now) {
        throw new UnsupportedOperationException();
    }

    /// Base bars that fill nothing: outside the regular session, across a bucket's edge, or of
    /// a symbol that nobody subscribed.
    public long unused() {
        throw new UnsupportedOperationException();
    }

    /// Takes what comes out, in order.
    public interface Sink {

        void bar(Bar bar);

        /// A base bar that came after its instant was closed.
        void late(Bar bar);

        void mark(Event.Mark mark);
    }
}
