package ats.engine.port;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;

/// A vendor of market data. Calls block; failures that can't be waited out are thrown.
public interface MarketFeed {

    /// Raw bars of `base` length whose window starts in `[from, to)` epoch nanos, oldest first, and
    /// is over by now; each is marked backfilled and learned at its end plus the feed's delay.
    void history(Symbol symbol, Timeframe base, Span span, Consumer<Bar> each);

    /// The splits and dividends of these symbols with an ex-date in `[from, to]`, by date, then
    /// symbol.
    List<CorporateAction> actions(List<Symbol> symbols, LocalDate from, LocalDate to);

    /// Streams bars as they close until [#close]; reconnects by itself and says so.
    void stream(List<Symbol> symbols, Listener listener);

    /// Asks for as little as proves that the vendor answers and the key is right; empty is well,
    /// else one line that says what is wrong.
    Optional<String> check();

    void close();

    /// Half-open, epoch nanoseconds.
    record Span(long from, long to) {}

    /// Told on the feed's own thread: enqueue, and act at your own pace.
    interface Listener {

        void bar(Bar bar);

        /// The subscription is in force, at first and after each reconnection.
        void connected();

        /// The stream is lost; bars may be missing until [#connected] and a repair.
        void disconnected(String reason);

        /// A frame that could not be read was dropped.
        void malformed(String reason);
    }
}
