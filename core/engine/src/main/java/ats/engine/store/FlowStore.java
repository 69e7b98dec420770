package ats.engine.store;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;

/// Alerts about unusual options trading, each once.
public interface FlowStore {

    /// One whose id is there already, for that share and day of the exchange, is left alone: what
    /// was known of it first stands.
    void saveAlerts(List<FlowAlert> alerts);

    /// Those learned in the span, in the order of `learnedAt`, then id.
    List<FlowAlert> alerts(Symbol symbol, Span span);

    /// When the newest one happened, 0 for none.
    long newest(Symbol symbol);

    /// How many were learned in the span, of all symbols.
    long count(Span span);
}
