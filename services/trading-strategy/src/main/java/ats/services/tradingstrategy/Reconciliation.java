package ats.services.tradingstrategy;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Money;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Command;
import ats.engine.Event;
import ats.engine.OrderView;
import ats.engine.port.Broker;
import ats.engine.port.Broker.Activity;
import ats.engine.store.TradingStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings our books up to the broker's, which are the truth: what was booked there and not here,
/// what became of each order that may still move, and whether the positions are the same. Each call
/// throws a fault when the broker can't be asked.
final class Reconciliation {

    private static final String OPENING = "opening";

    /// Fills go on while we ask, so positions that differ are looked at again.
    private static final int LOOKS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final Broker broker;
    private final TradingStore store;
    private final Books books;
    private final OrderSender sender;
    private final OrderSender.Guard guard;
    private String watermark = "";
    private String advanced = "";

    Reconciliation(
            Broker broker,
            TradingStore store,
            Books books,
            OrderSender sender,
            OrderSender.Guard guard) {
        this.broker = broker;
        this.store = store;
        this.books = books;
        this.sender = sender;
        this.guard = guard;
    }

    /// Where the books of this account left off.
    void begin(String account) {
        watermark = store.lastActivity(account);
        advanced = watermark;
    }

    /// The first start on an account: what is in it now is what we begin with.
    void open() {
        var account = broker.books().account();
        var positions = broker.books().positions();
        broker.books().activitiesAfter("").forEach(activity -> watermark = activity.id());
        // first, so that a crash from here on finds either nothing or everything
        store.advanceActivity(books.lease(), watermark);
        advanced = watermark;
        long at = guard.clock().now();
        var cash =
                new AccountActivity.Cash(
                        OPENING, at, at, AccountActivity.Reason.TRANSFER, account.cash());
        books.apply(new Event.Account(cash));
        positions.forEach((symbol, shares) -> books.apply(adopted(symbol, shares, at)));
    }

    /// Books what the broker has booked since the last look.
    void activities() {
        for (var activity : broker.books().activitiesAfter(watermark)) {
            switch (activity) {
                case Activity.Traded(_, var fill, _) -> books.apply(new OrderUpdate.Filled(fill));
                case Activity.Booked(_, var booked) -> books.apply(new Event.Account(booked));
            }
            watermark = activity.id();
        }
    }

    /// Asks for each order that may still move. One that the broker does not have is sent again
    /// under its own name, while its session lasts.
    List<Command> orders() {
        var again = new ArrayList<Command>();
        for (var view : books.engine().openOrders()) {
            if (!sender.awaits(view.order().id())) {
                compare(view).ifPresent(again::add);
            }
        }
        return again;
    }

    /// What differs, in one line; empty when our positions are the broker's.
    Optional<String> positions() {
        var difference = difference();
        for (int look = 1; difference.isPresent() && look < LOOKS; look++) {
            activities();
            difference = difference();
        }
        return difference;
    }

    /// Keeps how far we have read; to be called when what was read is durable.
    void advance() {
        if (!watermark.equals(advanced) && store.advanceActivity(books.lease(), watermark)) {
            advanced = watermark;
        }
    }

    private static Event adopted(Symbol symbol, Quantity shares, long at) {
        return new Event.Account(
                new AccountActivity.Holding(
                        OPENING + ":" + symbol,
                        at,
                        at,
                        AccountActivity.Reason.TRANSFER,
                        symbol,
                        shares,
                        Money.ZERO));
    }

    private Optional<Command> compare(OrderView view) {
        var order = view.order();
        long now = guard.clock().now();
        var there = broker.books().order(order.id());
        if (there.isPresent()) {
            var found = there.get();
            sender.learn(order.id(), found.brokerId());
            if (view.state() == OrderState.SUBMITTED) {
                books.apply(
                        new OrderUpdate.Accepted(
                                order.id(), found.updatedAt(), now, found.brokerId()));
            }
            OrderSender.standing(found, now).ifPresent(books::apply);
            return wantedCancel(view, found);
        }
        LOG.atWarn().setMessage("order.unknown.to.broker").addKeyValue("order", order.id()).log();
        boolean neverSent = view.state() == OrderState.SUBMITTED;
        if (neverSent && now < guard.calendar().sessionOf(order.decidedAt()).close()) {
            return Optional.of(new Command.Submit(order));
        }
        books.apply(new OrderUpdate.Expired(order.id(), now, now));
        return Optional.empty();
    }

    /// A cancel that may have been lost on its way is asked for again.
    private static Optional<Command> wantedCancel(OrderView view, Broker.BrokerOrder found) {
        boolean lost =
                view.state() == OrderState.PENDING_CANCEL
                        && !found.state().terminal()
                        && found.state() != OrderState.PENDING_CANCEL;
        return lost ? Optional.of(new Command.Cancel(view.order().id())) : Optional.empty();
    }

    private Optional<String> difference() {
        var theirs = broker.books().positions();
        var ours = books.engine().positions();
        var symbols = new TreeSet<>(ours.keySet());
        symbols.addAll(theirs.keySet());
        for (var symbol : symbols) {
            var own = ours.getOrDefault(symbol, Quantity.ZERO);
            var their = theirs.getOrDefault(symbol, Quantity.ZERO);
            if (!own.equals(their)) {
                return Optional.of(
                        symbol + ": our books say " + own + " shares, the broker's " + their);
            }
        }
        return Optional.empty();
    }
}
