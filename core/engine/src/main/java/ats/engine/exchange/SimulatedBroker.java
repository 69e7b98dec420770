package ats.engine.exchange;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.Fill;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;

/// The exchange with a broker's own books before it: cash, positions, orders, fills, activities.
public final class SimulatedBroker {

    public SimulatedBroker(
            String accountNumber, Calendar calendar, Costs costs, long barGraceNanos, Money cash) {}

    /// Replays the lines of former books into this fresh broker; the listener hears none of them.
    public SimulatedBroker restore(Iterable<BookEntry> entries) {
        throw new UnsupportedOperationException();
    }

    /// Hears every line that the books get from now on.
    public void keep(Consumer<BookEntry> listener) {}

    public Submission submit(Order order, long at, Consumer<OrderUpdate> out) {
        throw new UnsupportedOperationException();
    }

    public void cancel(OrderId order, long at, Consumer<OrderUpdate> out) {}

    public void replace(
            OrderId order, Quantity quantity, Pricing pricing, long at, Consumer<OrderUpdate> out) {}

    public void cancelAll(Symbol symbol, long at, Consumer<OrderUpdate> out) {}

    /// The bars of one instant, sorted by symbol.
    public void onBars(List<Bar> endingNow, Consumer<OrderUpdate> out) {}

    public void onBar(Bar bar, Consumer<OrderUpdate> out) {}

    public void closeSession(Session session, long at, Consumer<OrderUpdate> out) {}

    public List<AccountActivity> beforeOpen(
            Session session, List<CorporateAction> actions, long at, Consumer<OrderUpdate> out) {
        throw new UnsupportedOperationException();
    }

    public String accountNumber() {
        throw new UnsupportedOperationException();
    }

    public Money cash() {
        throw new UnsupportedOperationException();
    }

    public Money equity() {
        throw new UnsupportedOperationException();
    }

    public Money buyingPower() {
        throw new UnsupportedOperationException();
    }

    /// Those held, by symbol.
    public List<Position> positions() {
        throw new UnsupportedOperationException();
    }

    public Quantity position(Symbol symbol) {
        throw new UnsupportedOperationException();
    }

    public List<BrokerOrder> orders() {
        throw new UnsupportedOperationException();
    }

    public List<RestingOrder> working() {
        throw new UnsupportedOperationException();
    }

    public Optional<BrokerOrder> find(OrderId order) {
        throw new UnsupportedOperationException();
    }

    public Optional<BrokerOrder> findByBrokerId(String brokerId) {
        throw new UnsupportedOperationException();
    }

    public List<Fill> fills() {
        throw new UnsupportedOperationException();
    }

    public List<AccountActivity> activities() {
        throw new UnsupportedOperationException();
    }

    public long ambiguous() {
        throw new UnsupportedOperationException();
    }
}
