package ats.engine.exchange;

import ats.domain.AccountActivity;
import ats.domain.Order;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Symbol;

/// A line of the simulated broker's books; all lines in order make the same books again.
public sealed interface BookEntry {

    record Submitted(Order order, long at, String brokerId) implements BookEntry {}

    record Updated(OrderUpdate update) implements BookEntry {}

    record Booked(AccountActivity activity) implements BookEntry {}

    /// What a held symbol is worth from here on.
    record Closed(Symbol symbol, Price price) implements BookEntry {}
}
