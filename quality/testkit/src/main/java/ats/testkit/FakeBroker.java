package ats.testkit;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.port.Broker;
import ats.platform.Fault;

import org.jspecify.annotations.Nullable;

/// A broker in memory that fills nothing by itself: a test fills, ends and refuses orders, loses
/// requests and answers, and looks at what was asked. Names of orders are `b1`, `b2`, ...
public final class FakeBroker implements Broker, Broker.Books, Broker.Link {

    private static final Price TEN = Price.of(10);

    private final LinkedHashMap<OrderId, BrokerOrder> orders = new LinkedHashMap<>();
    private final TreeMap<Symbol, Quantity> positions = new TreeMap<>();
    private final List<Activity> activities = new ArrayList<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final AtomicInteger silent = new AtomicInteger();
    private final LongSupplier clock;
    private Money cash = Money.of(100_000);
    private @Nullable Listener listener;

    public FakeBroker(LongSupplier clock) {
        this.clock = clock;
    }

    /// What becomes of a request, instead of being carried out and answered.
    public sealed interface Trouble {

        /// It never arrives; nobody says so.
        record LostRequest(String reason) implements Trouble {}

        /// It is carried out; the answer never arrives.
        record LostAnswer(String reason) implements Trouble {}

        record Refusal(String reason) implements Trouble {}

        record TooMany(long retryAfterMillis) implements Trouble {}
    }

    /// The next request meets this; several are met one after the other.
    public synchronized void expect(Trouble trouble) {
        troubles.add(trouble);
    }

    /// So many of the next questions to the books are not answered.
    public void silence(int questions) {
        silent.set(questions);
    }

    /// Everything that was sent: `submit ID`, `cancel b1`, `replace b1`, `order ID`.
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public long count(String request) {
        return requests().stream().filter(request::equals).count();
    }

    @Override
    public synchronized Answer submit(Order order) {
        requests.add("submit " + order.id());
        if (orders.containsKey(order.id())) {
            return new Answer.Known();
        }
        return carriedOut(() -> book(order));
    }

    @Override
    public synchronized Answer cancel(String brokerId) {
        requests.add("cancel " + brokerId);
        var order = named(brokerId);
        if (order.state().terminal()) {
            return new Answer.Refused("order is already " + order.state());
        }
        return carriedOut(() -> become(order, OrderState.CANCELED));
    }

    @Override
    public synchronized Answer replace(String brokerId, Quantity quantity, Pricing pricing) {
        requests.add("replace " + brokerId);
        var order = named(brokerId);
        return carriedOut(
                () ->
                        keep(
                                new BrokerOrder(
                                        order.id(),
                                        brokerId + "r",
                                        order.symbol(),
                                        order.state(),
                                        quantity,
                                        order.filled(),
                                        order.averagePrice(),
                                        clock.getAsLong())));
    }

    @Override
    public Books books() {
        return this;
    }

    @Override
    public Link link() {
        return this;
    }

    @Override
    public synchronized Account account() {
        answerable("account");
        return new Account("FAKE", cash, cash, cash, "");
    }

    @Override
    public synchronized SortedMap<Symbol, Quantity> positions() {
        answerable("positions");
        return new TreeMap<>(positions);
    }

    @Override
    public synchronized Optional<BrokerOrder> order(OrderId id) {
        answerable("order " + id);
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public synchronized List<BrokerOrder> openOrders() {
        answerable("open orders");
        return orders.values().stream().filter(order -> !order.state().terminal()).toList();
    }

    @Override
    public synchronized List<Activity> activitiesAfter(String activityId) {
        answerable("activities");
        return activities.stream()
                .filter(activity -> activity.id().compareTo(activityId) > 0)
                .toList();
    }

    @Override
    public void open(Listener heard) {
        listener = heard;
        heard.connected();
    }

    @Override
    public Optional<String> check() {
        return Optional.empty();
    }

    @Override
    public void close() {
        listener = null;
    }

    /// An order that it has, whoever sent it.
    public synchronized String book(Order order) {
        return keep(
                new BrokerOrder(
                        order.id(),
                        "b" + (orders.size() + 1),
                        order.symbol(),
                        OrderState.ACCEPTED,
                        order.quantity(),
                        Quantity.ZERO,
                        Price.ZERO,
                        clock.getAsLong()));
    }

    /// Fills so many shares at ten dollars; the stream tells nothing of it.
    public synchronized Fill fill(Order order, String execution, Quantity shares) {
        long now = clock.getAsLong();
        var fill =
                new Fill(
                        execution,
                        order.id(),
                        order.symbol(),
                        order.side(),
                        shares,
                        TEN,
                        Money.ZERO,
                        now,
                        now);
        var there = Optional.ofNullable(orders.get(order.id()));
        there.ifPresent(known -> keep(known, known.filled().plus(shares)));
        hold(order.symbol(), fill.change());
        var name = there.map(BrokerOrder::brokerId).orElse("unknown");
        activities.add(new Activity.Traded(nextActivity(), fill, name));
        return fill;
    }

    public synchronized void end(OrderId order, OrderState state) {
        become(Objects.requireNonNull(orders.get(order), order + " is not here"), state);
    }

    /// Shares that came or went without a line in the activities.
    public synchronized void hold(Symbol symbol, Quantity change) {
        positions.merge(symbol, change, Quantity::plus);
        positions.values().removeIf(Quantity::zero);
    }

    /// A line of the activities.
    public synchronized void book(AccountActivity activity) {
        activities.add(new Activity.Booked(nextActivity(), activity));
        switch (activity) {
            case AccountActivity.Cash moved -> cash = cash.plus(moved.amount());
            case AccountActivity.Holding holding -> hold(holding.symbol(), holding.shares());
        }
    }

    /// Says something over the stream, if anybody listens.
    public void tell(OrderUpdate update) {
        var heard = listener;
        if (heard != null) {
            heard.update(update);
        }
    }

    private Answer carriedOut(Supplier<String> work) {
        var trouble = troubles.poll();
        return switch (trouble) {
            case null -> new Answer.Taken(work.get());
            case Trouble.LostRequest(var reason) -> new Answer.Ambiguous(reason);
            case Trouble.LostAnswer(var reason) -> {
                var _ = work.get();
                yield new Answer.Ambiguous(reason);
            }
            case Trouble.Refusal(var reason) -> new Answer.Refused(reason);
            case Trouble.TooMany(var millis) -> new Answer.Busy(millis);
        };
    }

    private void answerable(String question) {
        requests.add(question);
        if (silent.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw Fault.retryable("the broker does not answer");
        }
    }

    private String become(BrokerOrder order, OrderState state) {
        return keep(
                new BrokerOrder(
                        order.id(),
                        order.brokerId(),
                        order.symbol(),
                        state,
                        order.quantity(),
                        order.filled(),
                        order.averagePrice(),
                        clock.getAsLong()));
    }

    private void keep(BrokerOrder order, Quantity filled) {
        var state =
                filled.equals(order.quantity()) ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
        var _ =
                keep(
                        new BrokerOrder(
                                order.id(),
                                order.brokerId(),
                                order.symbol(),
                                state,
                                order.quantity(),
                                filled,
                                TEN,
                                clock.getAsLong()));
    }

    private String keep(BrokerOrder order) {
        orders.put(order.id(), order);
        return order.brokerId();
    }

    private BrokerOrder named(String brokerId) {
        return orders.values().stream()
                .filter(order -> order.brokerId().equals(brokerId))
                .findFirst()
                .orElseThrow();
    }

    private String nextActivity() {
        return "%06d".formatted(activities.size() + 1);
    }
}
