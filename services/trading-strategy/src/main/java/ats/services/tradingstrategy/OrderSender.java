package ats.services.tradingstrategy;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.OrderUpdate.Accepted;
import ats.domain.OrderUpdate.CancelRejected;
import ats.domain.OrderUpdate.Canceled;
import ats.domain.OrderUpdate.Expired;
import ats.domain.OrderUpdate.Rejected;
import ats.domain.OrderUpdate.ReplaceRejected;
import ats.engine.Command;
import ats.engine.port.Broker;
import ats.engine.port.Broker.Answer;
import ats.engine.port.Broker.BrokerOrder;
import ats.platform.Fault;
import ats.platform.lockstep.Work;
import ats.platform.time.MarketClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out commands at the broker, one request at a time, on a thread of its own. Whatever the
/// answer, an order has one name: one that may have been lost is looked up, and sent again only
/// under the same client order id.
final class OrderSender implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(OrderSender.class);

    private final Broker broker;
    private final Inbox inbox;
    private final Guard guard;
    private final Work work;
    private final BlockingQueue<Command> waiting = new LinkedBlockingQueue<>();
    private final Set<OrderId> unanswered = ConcurrentHashMap.newKeySet();
    private final Map<OrderId, String> brokerIds = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile boolean killed;
    private final Thread thread;

    /// What decides whether something may be sent at this moment.
    record Guard(LeaseKeeper lease, MarketClock clock, Calendar calendar) {}

    OrderSender(Broker broker, Inbox inbox, Guard guard, Work work) {
        this.broker = broker;
        this.inbox = inbox;
        this.guard = guard;
        this.work = work;
        thread = Thread.ofVirtual().name("order-sender").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// What is sent is durable: the caller has committed it.
    void hand(Command command) {
        switch (command) {
            case Command.Submit(var order) -> unanswered.add(order.id());
            case Command.Replace _, Command.Cancel _ -> {}
            case Command.SetTimer _, Command.Signal _ ->
                    throw new IllegalArgumentException("the broker has no " + command);
        }
        work.begin();
        waiting.add(command);
    }

    /// Whether the broker's answer for that order is still to come.
    boolean awaits(OrderId order) {
        return unanswered.contains(order);
    }

    /// Whether an order would go out now, as far as the lease is concerned.
    boolean mayOpen() {
        return guard.lease.valid();
    }

    boolean idle() {
        return unanswered.isEmpty() && waiting.isEmpty();
    }

    void learn(OrderId order, String brokerId) {
        brokerIds.put(order, brokerId);
    }

    /// From now on no order goes out, also none that waits already; cancels do.
    void kill(boolean on) {
        killed = on;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                var command = waiting.take();
                try {
                    carryOut(command);
                } finally {
                    work.end();
                }
            }
        } catch (InterruptedException stopped) {
            LOG.atDebug().setMessage("sender.ended").log();
        } finally {
            waiting.forEach(_ -> work.end());
        }
    }

    private void carryOut(Command command) throws InterruptedException {
        switch (command) {
            case Command.Submit(var order) -> {
                submit(order);
                unanswered.remove(order.id());
            }
            case Command.Cancel(var order) -> cancel(order);
            case Command.Replace replace -> replace(replace);
            case Command.SetTimer _, Command.Signal _ -> {}
        }
    }

    private void submit(Order order) throws InterruptedException {
        var pause = new Pause();
        while (!closed) {
            if (killed || over(order)) {
                tell(new Expired(order.id(), now(), now()));
                return;
            }
            if (!guard.lease.valid()) {
                // whoever trades next finds the intent in the database
                unanswered.remove(order.id());
                LOG.atWarn().setMessage("order.held.back").addKeyValue("order", order.id()).log();
                inbox.put(new Notice.Doubted("an order was held back: the lease had run out"));
                return;
            }
            switch (broker.submit(order)) {
                case Answer.Taken(var brokerId) -> {
                    accepted(order.id(), brokerId);
                    return;
                }
                case Answer.Refused(var reason) -> {
                    tell(new Rejected(order.id(), now(), now(), reason));
                    return;
                }
                case Answer.Busy(var millis) -> Thread.sleep(millis);
                case Answer.Known _ -> {
                    if (found(order.id())) {
                        return;
                    }
                    pause.sleep();
                }
                case Answer.Ambiguous(var reason) -> {
                    LOG.atWarn()
                            .setMessage("order.ambiguous")
                            .addKeyValue("order", order.id())
                            .addKeyValue("reason", reason)
                            .log();
                    if (found(order.id())) {
                        return;
                    }
                    pause.sleep();
                }
            }
        }
    }

    /// An intent is not sent again after the session that it was made for.
    private boolean over(Order order) {
        return now() >= guard.calendar.sessionOf(order.decidedAt()).close();
    }

    private void cancel(OrderId id) throws InterruptedException {
        var pause = new Pause();
        while (!closed) {
            var brokerId = brokerId(id);
            if (brokerId.isEmpty()) {
                return;
            }
            switch (broker.cancel(brokerId.get())) {
                case Answer.Taken _ -> {
                    return;
                }
                case Answer.Refused(var reason) -> {
                    tell(new CancelRejected(id, now(), now(), reason));
                    return;
                }
                case Answer.Busy(var millis) -> Thread.sleep(millis);
                case Answer.Known _, Answer.Ambiguous _ -> pause.sleep();
            }
            if (ended(id)) {
                return;
            }
        }
    }

    private void replace(Command.Replace replace) throws InterruptedException {
        var id = replace.order();
        while (!closed) {
            var brokerId = brokerId(id);
            if (brokerId.isEmpty()) {
                return;
            }
            switch (broker.replace(brokerId.get(), replace.quantity(), replace.pricing())) {
                case Answer.Taken(var successor) -> {
                    brokerIds.put(id, successor);
                    return;
                }
                case Answer.Refused(var reason) -> {
                    tell(new ReplaceRejected(id, now(), now(), reason));
                    return;
                }
                case Answer.Busy(var millis) -> Thread.sleep(millis);
                case Answer.Known _, Answer.Ambiguous _ -> {
                    // which of the two terms stand is for the broker's books to say
                    brokerIds.remove(id);
                    inbox.put(new Notice.Doubted("a replacement had no clear answer"));
                    return;
                }
            }
        }
    }

    /// The broker's name of the order; an order that it does not have is as good as canceled.
    private Optional<String> brokerId(OrderId id) throws InterruptedException {
        var known = brokerIds.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        var there = lookUp(id);
        if (there.isEmpty() && !closed) {
            tell(new Canceled(id, now(), now()));
        }
        return there.map(BrokerOrder::brokerId);
    }

    private boolean ended(OrderId id) throws InterruptedException {
        return lookUp(id).map(order -> order.state().terminal()).orElse(true);
    }

    /// Whether the broker has it; then what it says of it is told.
    private boolean found(OrderId id) throws InterruptedException {
        var there = lookUp(id);
        there.ifPresent(order -> report(order));
        return there.isPresent();
    }

    /// Asks until the books answer.
    private Optional<BrokerOrder> lookUp(OrderId id) throws InterruptedException {
        var pause = new Pause();
        while (!closed) {
            try {
                return broker.books().order(id);
            } catch (Fault away) {
                LOG.atWarn()
                        .setMessage("order.lookup.failed")
                        .addKeyValue("order", id)
                        .addKeyValue("reason", away.reason())
                        .log();
                pause.sleep();
            }
        }
        return Optional.empty();
    }

    private void report(BrokerOrder order) {
        accepted(order.id(), order.brokerId());
        standing(order, now()).ifPresent(this::tell);
        if (order.filled().positive()) {
            inbox.put(new Notice.Doubted("an order that was looked up had traded"));
        }
    }

    /// How an order ended, if it did without trading.
    static Optional<OrderUpdate> standing(BrokerOrder order, long now) {
        long at = order.updatedAt();
        return switch (order.state()) {
            case CANCELED -> Optional.of(new Canceled(order.id(), at, now));
            case EXPIRED -> Optional.of(new Expired(order.id(), at, now));
            case REJECTED -> Optional.of(new Rejected(order.id(), at, now, "refused later"));
            case INITIALIZED,
                    DENIED,
                    SUBMITTED,
                    ACCEPTED,
                    TRIGGERED,
                    PARTIALLY_FILLED,
                    PENDING_UPDATE,
                    PENDING_CANCEL,
                    FILLED ->
                    Optional.empty();
        };
    }

    private void accepted(OrderId id, String brokerId) {
        brokerIds.put(id, brokerId);
        tell(new Accepted(id, now(), now(), brokerId));
    }

    private void tell(OrderUpdate update) {
        inbox.put(new Notice.Told(update));
    }

    private long now() {
        return guard.clock.now();
    }

    /// Twice as long each time.
    private static final class Pause {
        private long millis = FIRST_PAUSE.toMillis();

        void sleep() throws InterruptedException {
            Thread.sleep(millis);
            millis = Math.min(2 * millis, LONGEST_PAUSE.toMillis());
        }
    }
}
