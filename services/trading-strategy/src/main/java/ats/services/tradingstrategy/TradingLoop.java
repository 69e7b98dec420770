package ats.services.tradingstrategy;

import module java.base;

import ats.domain.MarketEvent;
import ats.domain.OrderState;
import ats.engine.Command;
import ats.engine.Event;
import ats.engine.Steering;
import ats.platform.Fault;
import ats.platform.service.Health;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the trading thread does with what it is told, from the moment it reigns.
final class TradingLoop {

    private static final String BROKER = "broker";
    private static final String RECONCILIATION = "reconciliation";
    private static final String DATABASE = "database";

    /// Before asking a broker again that did not answer, or whose positions differ.
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /// For the last cancels of a stop; the whole system stops within five seconds.
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(TradingLoop.class);

    private final Reign reign;
    private final Books books;
    private final OrderSender sender;
    private final Inbox inbox;
    private final Reconciliation reconciliation;
    private final Feeding feeding;
    private final List<String> commanded = new ArrayList<>();
    private long steered;
    private boolean stopping;

    /// What this thread works with, and for whom.
    record Reign(
            TradingStrategy.Needs needs,
            ats.platform.service.Context context,
            Heard heard,
            AtomicBoolean connected,
            Consumer<Health> health) {}

    TradingLoop(
            Reign reign,
            Books books,
            OrderSender sender,
            Inbox inbox,
            Reconciliation reconciliation) {
        this.reign = reign;
        this.books = books;
        this.sender = sender;
        this.inbox = inbox;
        this.reconciliation = reconciliation;
        feeding = new Feeding(reign, inbox);
    }

    /// The first things: what is in the account, what became of the orders that were under way, and
    /// what operators have asked for meanwhile.
    boolean open(boolean firstStart) throws Books.Dethroned {
        if (firstStart) {
            reconciliation.open();
        }
        if (reign.needs.settings().startsPaused()) {
            steer(new Steering.Hold("operator", "real money starts paused"));
        }
        if (reign.connected.get()) {
            reconcile();
        } else {
            steer(new Steering.Hold(BROKER, "not connected yet"));
        }
        feeding.champion().ifPresent(books::apply);
        obey();
        settle();
        return firstStart;
    }

    /// Until somebody stops it, or somebody else reigns.
    void run() throws Books.Dethroned, InterruptedException {
        while (!stopping) {
            var batch = inbox.take(null);
            try {
                for (var notice : batch) {
                    handle(notice);
                }
                settle();
            } finally {
                inbox.done(batch);
            }
        }
        farewell();
    }

    private void handle(Notice notice) throws Books.Dethroned {
        switch (notice) {
            case Notice.Fed(var event) -> feed(feeding.market(event));
            case Notice.Featured(var event) -> feed(feeding.feature(event));
            case Notice.Overdue(var happenedAt) -> feed(feeding.overdue(happenedAt));
            case Notice.Modeled(var change) -> feeding.loaded(change).ifPresent(books::apply);
            case Notice.Told(var update) -> books.apply(update);
            case Notice.Connected _ -> {
                reign.connected.set(true);
                reconcile();
            }
            case Notice.Disconnected(var reason) -> {
                reign.connected.set(false);
                steer(new Steering.Hold(BROKER, reason));
            }
            case Notice.Doubted(var reason) -> {
                LOG.atInfo().setMessage("books.doubted").addKeyValue("reason", reason).log();
                reconcile();
            }
            case Notice.Commanded _ -> obey();
            case Notice.Dethroned _ -> throw new Books.Dethroned("the lease was taken over");
            case Notice.Stopped _ -> stopping = true;
        }
    }

    private void feed(List<Event> events) throws Books.Dethroned {
        for (var event : events) {
            feed(event);
        }
    }

    private void feed(Event event) throws Books.Dethroned {
        switch (event) {
            case Event.Market(var market) -> {
                for (var due : due(market)) {
                    books.apply(new Event.Market(due));
                }
            }
            case Event.Mark mark -> {
                if (!reign.heard.knows(mark)) {
                    books.apply(event);
                }
            }
            case Event.Timer timer -> onTimer(timer);
            case Event.Action _,
                    Event.Account _,
                    Event.Update _,
                    Event.Vector _,
                    Event.ModelChange _,
                    Event.Operator _ ->
                    books.apply(event);
        }
    }

    /// The next reign begins with all that is stored: better than to go on with a hole.
    private List<MarketEvent> due(MarketEvent event) throws Books.Dethroned {
        try {
            return reign.heard.due(event);
        } catch (Fault away) {
            if (away.kind() == Fault.Kind.CORRUPT) {
                throw away;
            }
            throw new Books.Dethroned("missed bars can't be read: " + away.reason());
        }
    }

    /// The broker books a session's dividends and splits before its open, and so do we.
    private void onTimer(Event.Timer timer) throws Books.Dethroned {
        if (timer.name().startsWith("session-actions:")) {
            flush();
            if (asked(reconciliation::activities)) {
                hold(reconciliation.positions());
            }
        }
        books.apply(timer);
    }

    /// Compares everything with the broker. While it does not answer, nothing new is risked.
    private void reconcile() throws Books.Dethroned {
        flush();
        boolean answered =
                asked(
                        () -> {
                            reconciliation.activities();
                            var again = reconciliation.orders();
                            hold(reconciliation.positions());
                            again.forEach(this::handAgain);
                        });
        if (answered && reign.connected.get()) {
            release(BROKER);
        }
    }

    /// Without the lease an order would come back at once: it is looked at again in a while.
    private void handAgain(Command command) {
        if (command instanceof Command.Submit && !sender.mayOpen()) {
            later(new Notice.Doubted("an order waits for the lease"));
        } else {
            sender.hand(command);
        }
    }

    private boolean asked(Runnable questions) {
        try {
            questions.run();
            return true;
        } catch (Fault silent) {
            if (silent.kind() == Fault.Kind.CORRUPT) {
                throw silent;
            }
            steer(new Steering.Hold(BROKER, silent.reason()));
            later(new Notice.Doubted("the broker did not answer"));
            return false;
        }
    }

    private void hold(Optional<String> difference) {
        if (difference.isEmpty()) {
            release(RECONCILIATION);
        } else {
            steer(new Steering.Hold(RECONCILIATION, difference.get()));
            later(new Notice.Doubted("positions differ"));
        }
    }

    private void release(String hold) {
        if (books.engine().condition().holds().containsKey(hold)) {
            steer(new Steering.Release(hold));
        }
    }

    /// Holds and releases of our own, said once.
    private void steer(Steering steering) {
        if (steering instanceof Steering.Hold(var name, var reason)
                && reason.equals(books.engine().condition().holds().get(name))) {
            return;
        }
        long now = reign.context.marketClock().now();
        var id = "trader-" + books.lease().epoch() + "-" + ++steered;
        books.apply(new Event.Operator(id, "trading-strategy", steering, now, now));
    }

    /// Carries out what operators have asked for, in the order in which they did.
    private void obey() {
        try {
            for (var command : reign.needs.stores().controls().pending()) {
                if (!commanded.contains(command.id())) {
                    long now = reign.context.marketClock().now();
                    books.apply(
                            new Event.Operator(
                                    command.id(),
                                    command.issuer(),
                                    command.steering(),
                                    Math.min(command.happenedAt(), now),
                                    now));
                    commanded.add(command.id());
                }
            }
            sender.kill(!books.engine().condition().killed().isEmpty());
        } catch (Fault away) {
            LOG.atWarn().setMessage("commands.unread").setCause(away).log();
            later(new Notice.Commanded());
        }
    }

    /// The end of a batch: durable, published, and then carried out.
    private void settle() throws Books.Dethroned {
        flush();
        if (inbox.empty()) {
            release(DATABASE);
            flush();
        }
        reign.health.accept(healthy());
    }

    private void flush() throws Books.Dethroned {
        var flushed = books.flush();
        if (flushed.changed()) {
            long now = reign.context.marketClock().now();
            reign.context
                    .bus()
                    .publish(
                            TradingStrategy.CHANGED,
                            reign.needs.setup().account(),
                            Long.toString(now).getBytes(StandardCharsets.UTF_8));
        }
        if (flushed.outage()) {
            afterOutage(flushed.commands());
        } else {
            flushed.commands().forEach(this::carryOut);
        }
        remember();
    }

    /// What was decided before the database went away is not what one would decide now.
    private void afterOutage(List<Command> stale) throws Books.Dethroned {
        long now = reign.context.marketClock().now();
        steer(new Steering.Hold(DATABASE, "the database was away; catching up"));
        for (var command : stale) {
            if (command instanceof Command.Submit(var order)) {
                books.apply(new ats.domain.OrderUpdate.Expired(order.id(), now, now));
            } else {
                carryOut(command);
            }
        }
        flush();
        inbox.put(new Notice.Doubted("the database was away"));
    }

    private void remember() {
        try {
            reconciliation.advance();
            while (!commanded.isEmpty()) {
                reign.needs.stores().controls().handled(commanded.getFirst());
                commanded.removeFirst();
            }
        } catch (Fault away) {
            // both are idempotent, and tried again with the next batch
            LOG.atWarn().setMessage("progress.not.kept").setCause(away).log();
        }
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.Submit _, Command.Replace _, Command.Cancel _ -> sender.hand(command);
            case Command.SetTimer(var name, var at) -> {
                var _ = reign.context.marketClock().at(at, name, () -> inbox.put(timer(name, at)));
            }
            case Command.Signal _ -> {}
        }
    }

    private Notice timer(String name, long at) {
        return new Notice.Fed(new Event.Timer(name, at, reign.context.marketClock().now()));
    }

    private void later(Notice notice) {
        Thread.ofVirtual()
                .name("later")
                .start(
                        () -> {
                            LockSupport.parkNanos(AGAIN.toNanos());
                            inbox.put(notice);
                        });
    }

    private Health healthy() {
        var condition = books.engine().condition();
        return switch (condition.state()) {
            case ACTIVE -> active();
            case REDUCING -> Health.degraded("reducing: " + condition.reason());
            case HALTED ->
                    condition.killed().isEmpty()
                                    && condition.holds().keySet().equals(Set.of("operator"))
                            ? Health.ready("paused, " + condition.reason())
                            : Health.degraded("halted, " + condition.reason());
        };
    }

    private Health active() {
        var doing = "trading " + reign.needs.setup().strategy();
        if (!feeding.unloaded().isEmpty()) {
            return Health.warning(doing + "; " + feeding.unloaded());
        }
        return feeding.alone()
                ? Health.degraded(doing + "; feature vectors stay away")
                : Health.ready(doing);
    }

    /// No new intents; what opens risk is canceled, what protects stays.
    private void farewell() throws Books.Dethroned, InterruptedException {
        if (!reign.needs.settings().cancelOnStop()) {
            return;
        }
        steer(new Steering.StandDown("stop"));
        flush();
        var process = reign.context.processClock();
        long deadline = process.nanos() + LONGEST_FAREWELL.toNanos();
        while (canceling() && process.nanos() < deadline) {
            var batch = inbox.take(Duration.ofNanos(Math.max(1, deadline - process.nanos())));
            try {
                for (var notice : batch) {
                    if (notice instanceof Notice.Told(var update)) {
                        books.apply(update);
                    }
                }
                flush();
            } finally {
                inbox.done(batch);
            }
        }
    }

    private boolean canceling() {
        return !sender.idle()
                || books.engine().openOrders().stream()
                        .anyMatch(order -> order.state() == OrderState.PENDING_CANCEL);
    }
}
