package ats.services.dataacquisition;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.engine.backtest.Backtest;
import ats.engine.port.MarketFeed;
import ats.engine.store.ActionStore;
import ats.engine.store.MarketStore;
import ats.platform.Fault;
import ats.platform.bus.Subscription;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.service.Latecomer;
import ats.platform.service.Service;
import ats.platform.time.Scheduled;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects bars, corporate actions and alerts about options flow: the history up to now, then what
/// streams in, with every gap filled from history. One thread owns all of it.
public final class DataAcquisition implements Service {

    private static final String NAME = "data-acquisition";

    /// Before a vendor that could not be asked is asked again.
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(DataAcquisition.class);

    private final Needs needs;
    private final AcquisitionSettings settings;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong history = new AtomicLong();
    private final AtomicLong live = new AtomicLong();
    private final Set<String> empty = new ConcurrentSkipListSet<>();
    private final SortedMap<Symbol, Long> storedBefore = new TreeMap<>();
    private volatile Health health = Health.starting("not started");
    private volatile boolean stopped;
    private volatile boolean streaming;
    private volatile String trouble = "";
    private volatile @Nullable Parts parts;
    private Optional<Scheduled> grace = Optional.empty();
    private long graceAt = Long.MIN_VALUE;
    private Optional<Scheduled> morning = Optional.empty();
    private Optional<Subscription> latecomers = Optional.empty();
    private boolean begun;

    /// What it is plugged into; flow only where there is a vendor of it.
    public record Needs(
            MarketFeed feed,
            MarketStore bars,
            ActionStore actions,
            Calendar calendar,
            AcquisitionSettings settings,
            Progress progress,
            Optional<Flow> flow) {}

    /// Looks on while history is fetched.
    @FunctionalInterface
    public interface Progress {
        void filled(int symbols, int of);

        static Progress none() {
            return (_, _) -> {};
        }
    }

    private record Parts(
            Context context,
            Queue queue,
            Storage storage,
            Publication publication,
            Backfill backfill,
            Intake intake,
            Optional<FlowDesk> flow) {}

    public DataAcquisition(Needs needs) {
        this.needs = needs;
        settings = needs.settings();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(Context context) {
        var queue = new Queue(context.lockstep().work("acquisition.items"));
        var storage = new Storage(needs.bars(), needs.actions(), why -> trouble = why);
        var publication = new Publication(context.bus());
        var counts = Intake.Counts.of(context.metrics());
        var means =
                new FlowDesk.Means(needs.calendar(), context.marketClock(), storage, publication);
        var made =
                new Parts(
                        context,
                        queue,
                        storage,
                        publication,
                        new Backfill(settings, needs.feed(), needs.calendar(), storage),
                        new Intake(settings, needs.calendar(), storage, publication, counts),
                        needs.flow()
                                .map(flow -> FlowDesk.of(flow, settings, means, queue, context)));
        parts = made;
        context.metrics().gauge("acquisition_queue_depth", queue::depth);
        context.metrics().gauge("acquisition_bars", this::bars);
        queue.put(new Item.Begin());
        latecomers =
                Optional.of(
                        context.bus()
                                .subscribe(
                                        Latecomer.TOPIC, NAME, _ -> queue.put(new Item.Asked())));
        Thread.ofPlatform().name("acquisition").start(() -> work(made));
    }

    /// Bars come first: of flow it speaks only when they are well.
    @Override
    public Health health() {
        if (!trouble.isEmpty()) {
            return Health.degraded("waits: " + trouble);
        }
        var now = health;
        var made = parts;
        return made == null || !now.ready()
                ? now
                : made.flow().map(flow -> flow.with(now)).orElse(now);
    }

    /// Bars taken in since the start, history included, each once; also those outside the sessions.
    public long bars() {
        return history.get() + live.get();
    }

    @Override
    public void close() {
        boolean first = !stopped;
        stopped = true;
        var made = parts;
        if (!first || made == null) {
            return;
        }
        latecomers.ifPresent(Subscription::close);
        made.storage.giveUp();
        made.queue.put(new Item.Stopped());
        try {
            if (!ended.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().setMessage("acquisition.stop.slow").log();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        needs.feed().close();
        made.flow.ifPresent(FlowDesk::close);
        health = Health.starting("stopped");
    }

    /// The top of the acquisition thread.
    private void work(Parts made) {
        try {
            while (!stopped) {
                var batch = made.queue.take();
                try {
                    handle(batch, made);
                } finally {
                    made.queue.done(batch);
                }
            }
        } catch (InterruptedException hurried) {
            LOG.atInfo().setMessage("acquisition.interrupted").log();
        } catch (RuntimeException fatal) { // what is not understood must not be published
            if (!stopped) {
                health = Health.failed("stopped: " + fatal.getMessage());
                LOG.atError().setMessage("acquisition.failed").setCause(fatal).log();
            }
        } finally {
            grace.ifPresent(Scheduled::cancel);
            morning.ifPresent(Scheduled::cancel);
            made.queue.abandon();
            ended.countDown();
        }
    }

    private void handle(List<Item> batch, Parts made) {
        var bars = new ArrayList<Bar>();
        for (var item : batch) {
            if (item instanceof Item.Arrived(var bar)) {
                bars.add(bar);
            } else {
                take(bars, made);
                handle(item, made);
            }
        }
        take(bars, made);
        if (made.queue.dropped()) {
            repair("the queue was full", made);
        }
        awaitGrace(made);
    }

    private void handle(Item item, Parts made) {
        switch (item) {
            case Item.Begin _ -> begin(made);
            case Item.Asked _ -> {
                if (begun) {
                    made.publication.history(made.context.marketClock().now());
                }
            }
            case Item.Connected _ -> {
                long now = made.context.marketClock().now();
                boolean again = streaming;
                streaming = true;
                if (again || needs.calendar().openAt(now).isPresent()) {
                    repair("connected", made);
                }
                ready();
            }
            case Item.Disconnected(var reason) ->
                    health = Health.degraded("the stream is lost: " + reason);
            case Item.Repair(var reason) -> repair(reason, made);
            case Item.Due _ -> made.intake.reach(made.context.marketClock().now());
            case Item.Morning(var session) -> prepare(session, made);
            case Item.OfFlow(var note) -> made.flow.ifPresent(flow -> onFlow(note, flow, made));
            case Item.Arrived _, Item.Stopped _ -> {}
        }
    }

    private void take(List<Bar> bars, Parts made) {
        if (!bars.isEmpty()) {
            made.intake.take(List.copyOf(bars));
            live.set(made.intake.accepted());
            bars.clear();
        }
    }

    /// The history of bars, that of flow alerts, then the stream; bars between are the first gap.
    private void begin(Parts made) {
        try {
            fill(made);
        } catch (Fault silent) {
            if (silent.kind() == Fault.Kind.CORRUPT || silent.kind() == Fault.Kind.MISUSE) {
                throw silent;
            }
            health = Health.starting("the history can't be had yet: " + silent.reason());
            made.queue.putLater(new Item.Begin(), AGAIN);
            return;
        }
        if (made.flow.isEmpty()) {
            goOn(made);
            return;
        }
        health = Health.starting("fetching the history of flow alerts");
        made.flow.get().begin(storedBefore);
    }

    /// What is there now is what there is, also where the vendor of alerts could not be asked.
    private void goOn(Parts made) {
        long now = made.context.marketClock().now();
        begun = true;
        made.publication.historyGrew(now);
        health = Health.starting("opens the stream");
        needs.feed().stream(settings.symbols(), new Ear(made.queue));
        awaitMorning(needs.calendar().sessionOf(now), made);
    }

    private void onFlow(FlowNote note, FlowDesk flow, Parts made) {
        flow.on(note);
        if (!begun && flow.answered()) {
            goOn(made);
        } else if (flow.foundMore()) {
            made.publication.historyGrew(made.context.marketClock().now());
        }
    }

    private void fill(Parts made) {
        long now = made.context.marketClock().now();
        var symbols = settings.symbols();
        history.set(0);
        for (int index = 0; index < symbols.size(); index++) {
            var symbol = symbols.get(index);
            health =
                    Health.starting(
                            "fetching history: %s, %d of %d"
                                    .formatted(symbol, index + 1, symbols.size()));
            long stored = made.storage.newest(symbol, settings.base());
            storedBefore.putIfAbsent(symbol, stored);
            long count = made.backfill.fill(symbol, stored, now);
            history.addAndGet(count);
            if (count == 0 && stored == 0) {
                empty.add(symbol.text());
            } else {
                empty.remove(symbol.text());
            }
            needs.progress().filled(index + 1, symbols.size());
        }
        var today = needs.calendar().date(now);
        made.storage.save(needs.feed().actions(symbols, settings.historyFrom(), today));
        needs.calendar()
                .openAt(now)
                .ifPresent(
                        open ->
                                made.intake.resume(
                                        needs.bars(), new MarketFeed.Span(open.open(), now)));
    }

    private void ready() {
        var streamed = "streaming " + settings.symbols().size() + " symbols";
        health =
                Health.ready(
                        empty.isEmpty()
                                ? streamed
                                : streamed
                                        + "; the vendor has no bars of "
                                        + String.join(", ", empty)
                                        + ": check how they are spelled");
    }

    /// Asks history for what came after the last bar of each symbol.
    private void repair(String reason, Parts made) {
        long now = made.context.marketClock().now();
        var session = needs.calendar().sessionOf(now);
        long from = Math.min(session.open(), now);
        LOG.atInfo().setMessage("gap.repair").addKeyValue("reason", reason).log();
        try {
            var bars = new ArrayList<Bar>();
            for (var symbol : settings.symbols()) {
                long last = Math.max(from, made.intake.last(symbol));
                bars.addAll(made.backfill.since(symbol, last, now));
            }
            bars.sort(Comparator.comparingLong(Bar::to).thenComparing(Bar::symbol));
            take(bars, made);
        } catch (Fault silent) {
            if (silent.kind() == Fault.Kind.CORRUPT) {
                throw silent;
            }
            health = Health.degraded("a gap can't be filled yet: " + silent.reason());
            made.queue.putLater(new Item.Repair(reason), AGAIN);
        }
    }

    /// One timer for the oldest open instant.
    private void awaitGrace(Parts made) {
        var due = made.intake.dueAt();
        if (due.isPresent() && due.getAsLong() != graceAt) {
            grace.ifPresent(Scheduled::cancel);
            graceAt = due.getAsLong();
            var clock = made.context.marketClock();
            grace =
                    Optional.of(
                            clock.at(graceAt, "bar grace", () -> made.queue.put(new Item.Due())));
        }
    }

    private void awaitMorning(Session session, Parts made) {
        morning =
                Optional.of(
                        made.context
                                .marketClock()
                                .at(
                                        session.open() - Backtest.ACTIONS_BEFORE_OPEN,
                                        "session actions",
                                        () -> made.queue.put(new Item.Morning(session))));
    }

    /// Tells the session's splits and dividends. While the vendor can't be asked nobody is told
    /// that they are complete: a split that nobody knows of must not be traded on.
    private void prepare(Session session, Parts made) {
        var date = session.date();
        List<CorporateAction> actions;
        try {
            actions = needs.feed().actions(settings.symbols(), date, date);
        } catch (Fault silent) {
            if (silent.kind() == Fault.Kind.CORRUPT) {
                throw silent;
            }
            health =
                    Health.degraded(
                            "the actions of " + date + " can't be had yet: " + silent.reason());
            made.queue.putLater(new Item.Morning(session), AGAIN);
            return;
        }
        made.storage.save(actions);
        actions.forEach(made.publication::action);
        long at = session.open() - Backtest.ACTIONS_BEFORE_OPEN;
        made.publication.timer(
                "session-actions:" + date, Math.max(at, made.context.marketClock().now()));
        if (streaming) {
            ready();
        }
        awaitMorning(needs.calendar().after(date), made);
    }
}
