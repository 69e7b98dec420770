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
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;

/// The exchange with a broker's own books before it: cash, positions, orders, fills, activities.
/// The books are a list of [BookEntry]: who keeps it can [#restore] the broker from it. It takes
/// every order that has a new id; whether the account can pay for it is not looked at.
public final class SimulatedBroker {

    private final String accountNumber;
    private final SimulatedExchange exchange;
    private final Account account;
    private final SequencedMap<OrderId, Ticket> tickets = new LinkedHashMap<>();
    private final Map<String, Ticket> byBrokerId = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private final List<AccountActivity> activities = new ArrayList<>();
    private final Set<String> actionsBooked = new LinkedHashSet<>();
    private Optional<Consumer<BookEntry>> listener = Optional.empty();

    public SimulatedBroker(
            String accountNumber, Calendar calendar, Costs costs, long barGraceNanos, Money cash) {
        this.accountNumber = accountNumber;
        this.exchange = new SimulatedExchange(calendar, costs, barGraceNanos);
        this.account = new Account(cash);
    }

    /// Replays the lines of former books into this fresh broker; the listener hears none of them.
    public SimulatedBroker restore(Iterable<BookEntry> entries) {
        for (var entry : entries) {
            switch (entry) {
                case BookEntry.Submitted(var order, var at, _) -> open(order, at);
                case BookEntry.Updated(var update) -> {
                    exchange.settle(update);
                    book(update);
                }
                case BookEntry.Booked(var activity) -> book(activity);
                case BookEntry.Closed(var symbol, var price) -> account.close(symbol, price);
            }
        }
        return this;
    }

    /// Hears every line that the books get from now on.
    public void keep(Consumer<BookEntry> entries) {
        listener = Optional.of(entries);
    }

    public Submission submit(Order order, long at, Consumer<OrderUpdate> out) {
        var known = tickets.get(order.id());
        if (known != null) {
            return new Submission.Duplicate(known.view());
        }
        var brokerId = open(order, at);
        write(() -> new BookEntry.Submitted(order, at, brokerId));
        out.accept(new OrderUpdate.Accepted(order.id(), at, at, brokerId));
        return new Submission.Taken(brokerId);
    }

    public void cancel(OrderId order, long at, Consumer<OrderUpdate> out) {
        exchange.cancel(order, at, booked(out));
    }

    public void replace(
            OrderId order, Quantity quantity, Pricing pricing, long at, Consumer<OrderUpdate> out) {
        exchange.replace(order, quantity, pricing, at, booked(out));
    }

    public void cancelAll(Symbol symbol, long at, Consumer<OrderUpdate> out) {
        exchange.cancelAll(symbol, at, booked(out));
    }

    /// The bars of one instant, sorted by symbol.
    public void onBars(List<Bar> endingNow, Consumer<OrderUpdate> out) {
        for (var bar : endingNow) {
            onBar(bar, out);
        }
    }

    public void onBar(Bar bar, Consumer<OrderUpdate> out) {
        if (exchange.worksIn(bar.symbol())) {
            exchange.onBar(bar, booked(out));
        }
        close(bar.symbol(), bar.close());
    }

    public void closeSession(Session session, long at, Consumer<OrderUpdate> out) {
        exchange.closeSession(session, at, booked(out));
    }

    /// Books the session's dividends, then its splits, on what is held, and cancels the open orders
    /// of what is split. Gives what was booked now: an action that was booked before is not again.
    public List<AccountActivity> beforeOpen(
            Session session, List<CorporateAction> actions, long at, Consumer<OrderUpdate> out) {
        var now = new ArrayList<AccountActivity>();
        var morning = new Actions(accountNumber);
        for (var action : actions) {
            if (action instanceof CorporateAction.Dividend dividend && due(action, session)) {
                pay(morning, dividend, at).ifPresent(now::add);
            }
        }
        for (var action : actions) {
            if (action instanceof CorporateAction.Split split && due(action, session)) {
                cancelAll(split.symbol(), at, out);
                split(morning, split, at).ifPresent(now::add);
            }
        }
        return now;
    }

    /// Drops from the books the orders that ended before that time, and the fills before it: for
    /// who runs years and asks for neither. Cash, positions and activities stay.
    public void forget(long before) {
        tickets.values().removeIf(ticket -> ticket.endedBefore(before));
        byBrokerId.values().removeIf(ticket -> ticket.endedBefore(before));
        fills.removeIf(fill -> fill.learnedAt() < before);
    }

    public String accountNumber() {
        return accountNumber;
    }

    public Money cash() {
        return account.cash();
    }

    /// Cash and positions at their last closes, adjusted for splits and dividends since.
    public Money equity() {
        return account.equity();
    }

    public Money buyingPower() {
        return account.buyingPower();
    }

    /// Those held, by symbol.
    public List<Position> positions() {
        return account.positions();
    }

    public Quantity position(Symbol symbol) {
        return account.position(symbol);
    }

    /// All, in the order of their submission.
    public List<BrokerOrder> orders() {
        return tickets.values().stream().map(Ticket::view).toList();
    }

    public List<RestingOrder> working() {
        return exchange.working();
    }

    public Optional<BrokerOrder> find(OrderId order) {
        return Optional.ofNullable(tickets.get(order)).map(Ticket::view);
    }

    /// By any of the ids that the order has had.
    public Optional<BrokerOrder> findByBrokerId(String brokerId) {
        return Optional.ofNullable(byBrokerId.get(brokerId)).map(Ticket::view);
    }

    public List<Fill> fills() {
        return Collections.unmodifiableList(fills);
    }

    public List<AccountActivity> activities() {
        return Collections.unmodifiableList(activities);
    }

    /// See [SimulatedExchange#ambiguous]; counted since the start, not restored.
    public long ambiguous() {
        return exchange.ambiguous();
    }

    private String open(Order order, long at) {
        var brokerId = exchange.admit(order, at);
        var ticket = new Ticket(order, at, brokerId);
        tickets.put(order.id(), ticket);
        byBrokerId.put(brokerId, ticket);
        return brokerId;
    }

    private Consumer<OrderUpdate> booked(Consumer<OrderUpdate> out) {
        return update -> {
            if (book(update)) {
                write(() -> new BookEntry.Updated(update));
            }
            out.accept(update);
        };
    }

    private boolean book(OrderUpdate update) {
        var ticket = tickets.get(update.order());
        if (ticket == null || !ticket.on(update)) {
            return false;
        }
        if (update instanceof OrderUpdate.Filled(var fill)) {
            fills.add(fill);
            account.book(fill);
        }
        if (update instanceof OrderUpdate.Replaced replaced) {
            byBrokerId.put(replaced.brokerId(), ticket);
        }
        return true;
    }

    private void book(AccountActivity activity) {
        activities.add(activity);
        actionsBooked.add(Actions.name(activity));
        account.book(activity);
    }

    /// A line is kept for what is held: the books' worth rests on it, and on no other close.
    private void close(Symbol symbol, Price price) {
        account.close(symbol, price);
        if (listener.isPresent() && account.holds(symbol)) {
            write(() -> new BookEntry.Closed(symbol, price));
        }
    }

    private static boolean due(CorporateAction action, Session session) {
        return action.exDate().equals(session.date());
    }

    private Optional<AccountActivity> pay(
            Actions morning, CorporateAction.Dividend dividend, long at) {
        var shares = account.position(dividend.symbol());
        return booked(dividend, morning.dividend(dividend, at, shares));
    }

    private Optional<AccountActivity> split(Actions morning, CorporateAction.Split split, long at) {
        var shares = account.position(split.symbol());
        var close = Actions.after(split, account.close(split.symbol()));
        return booked(split, morning.split(split, at, shares, close));
    }

    private Optional<AccountActivity> booked(
            CorporateAction action, AccountActivity.Holding activity) {
        if (Actions.empty(activity) || actionsBooked.contains(Actions.name(activity))) {
            return Optional.empty();
        }
        var price = Actions.after(action, account.close(action.symbol()));
        book(activity);
        write(() -> new BookEntry.Booked(activity));
        close(action.symbol(), price);
        return Optional.of(activity);
    }

    private void write(Supplier<BookEntry> entry) {
        listener.ifPresent(keeper -> keeper.accept(entry.get()));
    }
}
