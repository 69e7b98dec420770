package ats.simulator.alpaca;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.engine.exchange.BookEntry;
import ats.engine.exchange.SimulatedBroker;
import ats.engine.exchange.Submission;

/// The broker with its lists of orders and activities, all under one lock: requests come on many
/// threads, the market on the driver's. What happens is written, listed, then told to the stream.
final class Brokerage {
    private final ReentrantLock lock = new ReentrantLock();
    private final Venue venue;
    private final SimulatedBroker broker;
    private final OrderRows rows;
    private final Activities activities = new Activities();
    private final Cover cover;
    private final TradeEvents events;
    private final Map<Symbol, Price> lastCloses = new HashMap<>();
    private Optional<Money> lastEquity = Optional.empty();

    Brokerage(Venue venue, AlpacaOptions options, UpdateStream stream) {
        this.venue = venue;
        broker = venue.broker();
        rows = new OrderRows(options.calendar());
        venue.book().entries().forEach(this::restore);
        cover = new Cover(broker, rows);
        events = new TradeEvents(venue, stream);
    }

    /// Asks or does something while nothing else happens.
    <T> T locked(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    SimulatedBroker broker() {
        return broker;
    }

    OrderRows rows() {
        return rows;
    }

    Activities activities() {
        return activities;
    }

    Cover cover() {
        return cover;
    }

    /// The close of the session before, or what the holding is worth now.
    Price lastClose(Symbol symbol, Price otherwise) {
        return lastCloses.getOrDefault(symbol, otherwise);
    }

    Money lastEquity() {
        return lastEquity.orElseGet(broker::equity);
    }

    OrderRow submit(Order order) {
        long now = venue.clock().now();
        var brokerId =
                switch (broker.submit(order, now, _ -> {})) {
                    case Submission.Taken(var id) -> id;
                    case Submission.Duplicate _ ->
                            throw Refusal.incomplete("client_order_id must be unique");
                };
        var row = rows.submitted(order, now, brokerId);
        events.accepted(row, now);
        return row;
    }

    void cancel(OrderRow row) {
        long now = venue.clock().now();
        events.plain("pending_cancel", row.body("pending_cancel"), now);
        broker.cancel(row.terms().id(), now, this::heard);
    }

    /// Gives the replacement.
    OrderRow replace(OrderRow row, Order terms) {
        long now = venue.clock().now();
        events.plain("pending_replace", row.body("pending_replace"), now);
        broker.replace(row.terms().id(), terms.quantity(), terms.pricing(), now, this::heard);
        return rows.successor(row);
    }

    void beforeOpen(Session session, List<CorporateAction> actions, long at) {
        locked(
                () -> {
                    var booked = broker.beforeOpen(session, actions, at, this::heard);
                    booked.forEach(activities::booked);
                    return booked;
                });
    }

    void bars(List<Bar> endingNow) {
        locked(
                () -> {
                    broker.onBars(endingNow, this::heard);
                    endingNow.forEach(bar -> cover.traded(bar.symbol(), bar.close()));
                    return endingNow;
                });
    }

    void sessionClosed(Session session, long at) {
        locked(
                () -> {
                    broker.closeSession(session, at, this::heard);
                    lastEquity = Optional.of(broker.equity());
                    lastCloses.clear();
                    broker.positions().forEach(each -> lastCloses.put(each.symbol(), each.close()));
                    return session;
                });
    }

    /// Already in the books when it is heard.
    private void heard(OrderUpdate update) {
        var old = rows.working(update.order());
        var row = rows.on(update);
        if (old.isEmpty() || row.isEmpty()) {
            return;
        }
        if (update instanceof OrderUpdate.Filled(var fill)) {
            activities.traded(fill, row.get());
        }
        events.tell(update, old.get(), row.get());
    }

    private void restore(BookEntry entry) {
        switch (entry) {
            case BookEntry.Submitted(var order, var at, var brokerId) -> {
                var _ = rows.submitted(order, at, brokerId);
            }
            case BookEntry.Updated(var update) -> {
                var row = rows.on(update);
                if (update instanceof OrderUpdate.Filled(var fill)) {
                    row.ifPresent(after -> activities.traded(fill, after));
                }
            }
            case BookEntry.Booked(var activity) -> activities.booked(activity);
            case BookEntry.Closed _ -> {}
        }
    }
}
