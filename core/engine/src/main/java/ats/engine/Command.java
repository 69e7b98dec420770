package ats.engine;

import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Symbol;

/// What the engine wants done in the world.
public sealed interface Command {

    /// Its intent is made durable first, under the trader's lease; only then is it sent.
    record Submit(Order order) implements Command {}

    record Replace(OrderId order, Quantity quantity, Pricing pricing) implements Command {}

    record Cancel(OrderId order) implements Command {}

    /// Tell me [Event.Timer] at this market time.
    record SetTimer(String name, long at) implements Command {}

    /// Something others may want to know: the strategy's target position, in shares.
    record Signal(String strategy, Symbol symbol, Quantity target, long decidedAt)
            implements Command {}
}
