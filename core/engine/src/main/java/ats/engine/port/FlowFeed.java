package ats.engine.port;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;

/// A vendor of alerts about unusual trading in options. Calls block; failures that can't be waited
/// out are thrown. An alert has the same id whichever way it comes.
public interface FlowFeed {

    /// The alerts on this share that the vendor made in `[from, to)` epoch nanos, oldest first,
    /// each learned when it was made plus the feed's delay; all of a long stretch or none of it.
    void history(Symbol symbol, Span span, Consumer<FlowAlert> each);

    /// Streams alerts as they are made until [#close], learned now; reconnects by itself and says
    /// so.
    void stream(List<Symbol> symbols, Listener listener);

    /// Asks for as little as proves that the vendor answers and the key is right; empty is well,
    /// else one line that says what is wrong.
    Optional<String> check();

    void close();

    /// Told on the feed's own thread: enqueue, and act at your own pace.
    interface Listener {

        void alert(FlowAlert alert);

        /// The stream is in force, at first and after each reconnection; nothing is told again.
        void connected();

        /// The stream is lost; alerts may be missing until [#connected] and a repair.
        void disconnected(String reason);

        /// A frame that could not be read was dropped.
        void malformed(String reason);
    }
}
