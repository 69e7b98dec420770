package ats.services.tradingstrategy;

import module java.base;

import ats.engine.Event;
import ats.engine.RunTally;
import ats.engine.TradingCondition;
import ats.engine.port.Broker;
import ats.engine.store.ActionStore;
import ats.engine.store.ControlStore;
import ats.engine.store.Lease;
import ats.engine.store.LeaseStore;
import ats.engine.store.MarketStore;
import ats.engine.store.TradingState;
import ats.engine.store.TradingStore;
import ats.platform.Fault;
import ats.platform.lockstep.Work;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.service.Latecomer;
import ats.platform.service.Service;
import ats.strategy.Models;
import ats.strategy.Setup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Trades one account by one strategy. Every start is the same: take the lease, load the books,
/// warm the engine up from history, compare with the broker, then trade; a lease that was lost
/// leads back to the beginning.
public final class TradingStrategy implements Service {

    /// Says that the books have changed.
    static final String CHANGED = "trading.changed";

    private static final String NAME = "trading-strategy";
    private static final Duration AGAIN = Duration.ofMillis(500);

    /// The stop's farewell and a request that is still out.
    private static final Duration LONGEST_STOP = Duration.ofMillis(4_500);

    private static final Logger LOG = LoggerFactory.getLogger(TradingStrategy.class);

    private final Needs needs;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Health health = Health.starting("not started");
    private volatile boolean stopped;
    private volatile @Nullable Parts parts;
    private boolean historyReady;
    private final AtomicBoolean connected = new AtomicBoolean();

    /// What the trader is plugged into.
    public record Needs(
            Setup setup,
            Broker broker,
            Stores stores,
            TradingSettings settings,
            Intelligence intelligence) {}

    /// Which model trades at a start, and where models are loaded from; models that are promoted
    /// later come over the bus.
    public record Intelligence(Supplier<String> champion, Models models) {

        /// For strategies that need no model.
        public static Intelligence none() {
            return new Intelligence(() -> "", Models.none());
        }
    }

    /// The database, by what it is asked for.
    public record Stores(
            TradingStore books,
            LeaseStore leases,
            MarketStore bars,
            ActionStore actions,
            ControlStore controls) {}

    /// What lives as long as the service.
    private record Parts(
            Context context,
            Inbox inbox,
            LeaseKeeper keeper,
            OrderSender sender,
            Books books,
            JournalFiles files,
            Subscriptions subscriptions,
            Work starting) {}

    public TradingStrategy(Needs needs) {
        this.needs = needs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(Context context) {
        var setup = needs.setup();
        var lockstep = context.lockstep();
        var inbox = new Inbox(lockstep.work("trading.notices"));
        var keeper =
                new LeaseKeeper(
                        needs.stores().leases(),
                        setup.account(),
                        needs.settings(),
                        context.processClock(),
                        () -> inbox.put(new Notice.Dethroned()));
        var guard = new OrderSender.Guard(keeper, context.marketClock(), setup.hours());
        var sender =
                new OrderSender(needs.broker(), inbox, guard, lockstep.work("trading.requests"));
        var files =
                new JournalFiles(
                        context.home().resolve("data", "journal"),
                        needs.settings().journalDays(),
                        this::trouble);
        var books = new Books(setup, needs.stores().books(), keeper, files, this::trouble);
        var subscriptions =
                new Subscriptions(inbox, needs.stores().controls(), () -> sender.kill(true));
        var made =
                new Parts(
                        context,
                        inbox,
                        keeper,
                        sender,
                        books,
                        files,
                        subscriptions,
                        lockstep.work("trading.start"));
        parts = made;
        observe(made);
        made.starting.begin();
        keeper.start();
        sender.start();
        subscriptions.open(context.bus(), NAME, setup.byModel());
        Latecomer.ask(context, NAME);
        needs.broker().link().open(new BrokerEar(inbox));
        Thread.ofPlatform().name("trading").start(() -> trade(made, guard));
    }

    @Override
    public Health health() {
        return health;
    }

    /// What was traded since the start.
    public RunTally tally() {
        return started().books.tally();
    }

    public String journalDigest() {
        return started().books.journalDigest();
    }

    public Figures figures() {
        return started().books.published();
    }

    /// What stays at the broker when we have gone, in one line.
    public String farewell() {
        var last = figures();
        var held =
                last.positions().entrySet().stream()
                        .filter(entry -> !entry.getValue().zero())
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
        var kept =
                last.openOrders().stream()
                        .map(order -> order.order().id().text())
                        .collect(Collectors.joining(", "));
        return (held.isEmpty() ? "no positions" : "positions kept: " + held)
                + (kept.isEmpty() ? "; no open orders" : "; orders kept: " + kept);
    }

    @Override
    public void close() {
        var made = parts;
        if (stopped || made == null) {
            stopped = true;
            return;
        }
        stopped = true;
        made.inbox.put(new Notice.Stopped());
        try {
            if (!ended.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                made.books.giveUp();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        made.subscriptions.close();
        needs.broker().link().close();
        made.sender.close();
        made.keeper.close();
        health = Health.starting("stopped");
    }

    private Parts started() {
        return Objects.requireNonNull(parts, "the trader was not started");
    }

    private void observe(Parts made) {
        var metrics = made.context.metrics();
        metrics.gauge("trading_inbox_depth", made.inbox::depth);
        metrics.gauge("trading_orders", () -> made.books.tally().orders());
        metrics.gauge("trading_fills", () -> made.books.tally().fills());
        metrics.gauge("trading_denied", () -> made.books.tally().denied());
        metrics.gauge("trading_lease_held", () -> made.keeper.valid() ? 1 : 0);
        metrics.gauge("trading_killed", () -> figures().condition().killed().isEmpty() ? 0 : 1);
        metrics.gauge("trading_state", () -> number(figures().condition().state()));
    }

    private static int number(TradingCondition.State state) {
        return switch (state) {
            case ACTIVE -> 0;
            case REDUCING -> 1;
            case HALTED -> 2;
        };
    }

    /// The top of the trading thread.
    private void trade(Parts made, OrderSender.Guard guard) {
        boolean opening = true;
        try {
            while (!stopped) {
                opening = reign(made, guard, opening);
            }
        } catch (InterruptedException hurried) {
            LOG.atInfo().setMessage("trading.interrupted").log();
        } catch (RuntimeException fatal) { // what is not understood must not trade on
            made.sender.kill(true);
            health = Health.failed("stopped: " + fatal.getMessage());
            LOG.atError().setMessage("trading.failed").setCause(fatal).log();
        } finally {
            if (opening) {
                made.starting.end();
            }
            end(made);
        }
    }

    private void end(Parts made) {
        try {
            made.files.close();
        } catch (RuntimeException unwritten) { // nothing follows that could be harmed
            LOG.atError().setMessage("journal.not.closed").setCause(unwritten).log();
        }
        ended.countDown();
    }

    /// One lease long. Whether the start's unit of work is still open is the answer.
    private boolean reign(Parts made, OrderSender.Guard guard, boolean opening)
            throws InterruptedException {
        boolean still = opening;
        try {
            var lease = awaitLease(made);
            if (lease.isEmpty()) {
                return still;
            }
            var state = patiently("load the books", () -> load());
            awaitHistory(made);
            if (stopped) {
                return still;
            }
            var engine = needs.setup().engine(needs.intelligence().models());
            engine.load(state);
            var heard =
                    patiently(
                            "read the history",
                            () ->
                                    Heard.warmUp(
                                            engine,
                                            needs.setup(),
                                            needs.stores(),
                                            made.context.marketClock()));
            made.books.begin(engine, lease.get(), made.context.marketClock().now());
            var loop = loop(made, guard, heard);
            var _ = patiently("open the account", () -> loop.open(state.balances().isEmpty()));
            if (still) {
                made.starting.end();
                still = false;
            }
            loop.run();
        } catch (Books.Dethroned gone) {
            made.keeper.drop();
            LOG.atWarn().setMessage("reign.ended").addKeyValue("reason", gone.getMessage()).log();
        }
        return still;
    }

    private TradingLoop loop(Parts made, OrderSender.Guard guard, Heard heard) {
        var reconciliation =
                new Reconciliation(
                        needs.broker(), needs.stores().books(), made.books, made.sender, guard);
        reconciliation.begin(needs.setup().account());
        var reign =
                new TradingLoop.Reign(needs, made.context, heard, connected, now -> health = now);
        return new TradingLoop(reign, made.books, made.sender, made.inbox, reconciliation);
    }

    private Optional<Lease> awaitLease(Parts made) throws InterruptedException {
        health = Health.starting("waits for the right to trade " + needs.setup().account());
        var lease = made.keeper.take();
        while (lease.isEmpty() && !stopped) {
            attend(made, AGAIN);
            lease = made.keeper.take();
        }
        return lease;
    }

    private void awaitHistory(Parts made) throws InterruptedException {
        while (!historyReady && !stopped) {
            health = Health.starting("waits for the market's history");
            attend(made, null);
        }
        while (!connected.get() && !stopped) {
            health = Health.starting("waits for the broker's stream");
            attend(made, null);
        }
    }

    /// Before a reign only a few things matter of what we are told; bars are in the store.
    private void attend(Parts made, @Nullable Duration longest) throws InterruptedException {
        var batch = made.inbox.take(longest);
        batch.forEach(
                notice -> {
                    switch (notice) {
                        case Notice.Fed(Event.Timer timer) ->
                                historyReady |= timer.name().equals("history-ready");
                        case Notice.Connected _ -> connected.set(true);
                        case Notice.Disconnected _ -> connected.set(false);
                        case Notice.Fed _,
                                Notice.Featured _,
                                Notice.Overdue _,
                                Notice.Modeled _,
                                Notice.Told _,
                                Notice.Doubted _,
                                Notice.Commanded _,
                                Notice.Dethroned _,
                                Notice.Stopped _ -> {}
                    }
                });
        made.inbox.done(batch);
    }

    /// Only what people and latches have decided outlives a restart.
    private TradingState load() {
        var stored = needs.stores().books().load(needs.setup().account());
        var holds = new TreeMap<>(stored.condition().holds());
        holds.keySet().retainAll(Set.of("operator"));
        var kept =
                new TradingCondition(
                        holds, stored.condition().killed(), stored.condition().reducing());
        return new TradingState(
                stored.balances(),
                stored.positions(),
                stored.targets(),
                stored.orders(),
                stored.executions(),
                kept,
                stored.peak(),
                stored.sessionOpenEquity(),
                stored.valuedAt());
    }

    /// Until the database or the broker answers.
    private <T> T patiently(String doing, Step<T> step) throws Books.Dethroned {
        while (true) {
            try {
                return step.take();
            } catch (Fault away) {
                if (away.kind() == Fault.Kind.CORRUPT || stopped) {
                    throw away;
                }
                health = Health.starting("cannot " + doing + " yet: " + away.reason());
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    /// Why the trading thread does not go on, "" when it does.
    private void trouble(String why) {
        if (!why.isEmpty()) {
            LOG.atWarn().setMessage("trading.waits").addKeyValue("reason", why).log();
            health = Health.degraded("waits: " + why);
        }
    }

    /// One that may fail for a while.
    @FunctionalInterface
    private interface Step<T> {
        T take() throws Books.Dethroned;
    }
}
