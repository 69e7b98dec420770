package ats.services.featureengineering;

import module java.base;

import ats.domain.Calendar;
import ats.engine.Event;
import ats.engine.codec.Codec;
import ats.learning.job.Worker;
import ats.platform.Fault;
import ats.platform.bus.Message;
import ats.platform.bus.Subscription;
import ats.platform.service.Context;
import ats.platform.service.Desk;
import ats.platform.service.Health;
import ats.platform.service.Latecomer;
import ats.platform.service.Service;

import org.jspecify.annotations.Nullable;

/// Makes feature vectors: one for each bar as it comes, published before the trader decides, and
/// whole datasets from history, by the same code. After each session it compares what it published
/// with what the stored bars give.
public final class FeatureEngineering implements Service {

    /// Vectors by symbol, then a mark: the instant has no more of them.
    static final String TOPIC = "features";

    /// Somebody filed a job, or one is over; the message is its id.
    static final String JOBS = "jobs";

    /// Parts of a dataset are to be made, or were; the message is who says it.
    static final String PARTS = "parts";

    static final String NAME = "feature-engineering";

    /// Before looking again for a job whose taker has died.
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /// Of what is put on the desk of jobs: to look for all that can be done, or once more.
    private static final long LOOK = 0;

    private static final long LOOK_AGAIN = -1;

    /// Before asking again for the market's history.
    private static final Duration UNHEARD = Duration.ofSeconds(2);

    /// Market time after a session's close before its vectors are checked: later than any bar.
    private static final Duration CHECK_AFTER = Duration.ofMinutes(5);

    private final Needs needs;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Backlog backlog = new Backlog();
    private volatile @Nullable Parts parts;
    private long wholeAt;
    private boolean looksAgain;
    private volatile boolean warm;
    private volatile boolean settled;
    private volatile Parity.Finding parity = Parity.Finding.NONE;

    /// What it is plugged into.
    public record Needs(FeatureSettings settings, Calendar calendar, Stores stores, String code) {}

    private record Parts(
            Context context,
            Desk<Event> live,
            Desk<Long> jobs,
            Vectors vectors,
            Workshop workshop,
            Parity check) {}

    public FeatureEngineering(Needs needs) {
        this.needs = needs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(Context context) {
        var lockstep = context.lockstep();
        var history = new History(needs.settings(), needs.calendar(), needs.stores());
        var vectors =
                new Vectors(
                        needs.settings(),
                        history,
                        new Outlet(context.bus(), needs),
                        context.bus().shared());
        var live = new Desk<Event>("features", lockstep.work("features.live"), this::handle);
        var jobs = new Desk<Long>("datasets", lockstep.work("features.jobs"), this::work);
        var workshop =
                new Workshop(
                        needs,
                        history,
                        context.bus(),
                        context.processClock(),
                        context.home().resolve("data"));
        var check = new Parity(needs, history);
        parts = new Parts(context, live, jobs, vectors, workshop, check);
        needs.stores()
                .vectors()
                .saveSet(needs.settings().set().hash(), needs.settings().set().canonical());
        observe(context);
        live.open();
        jobs.open();
        subscriptions.add(
                context.bus().subscribeToInstants("market", NAME, this::hear, () -> settled));
        subscriptions.add(context.bus().subscribe(JOBS, NAME, _ -> jobs.put(LOOK)));
        if (context.bus().shared()) {
            subscriptions.add(context.bus().subscribe(PARTS, NAME, _ -> jobs.put(LOOK)));
            jobs.put(LOOK);
        }
    }

    @Override
    public Health health() {
        var made = parts;
        if (made == null) {
            return Health.starting("not started");
        }
        var failed = made.live.failure().or(made.jobs::failure);
        if (failed.isPresent()) {
            return Health.failed("stopped: " + failed.get());
        }
        if (!warm) {
            return Health.starting("waits for the market's history");
        }
        if (!made.live.trouble().isEmpty()) {
            return Health.degraded("waits: " + made.live.trouble());
        }
        if (!made.jobs.trouble().isEmpty()) {
            return Health.warning("datasets wait: " + made.jobs.trouble());
        }
        return parity.mismatches() > 0
                ? Health.warning(parity.text())
                : Health.ready(
                        "%s for %d symbols, %d vectors"
                                .formatted(
                                        needs.settings().set(),
                                        needs.settings().symbols().size(),
                                        made.vectors.published()));
    }

    /// Vectors published since the start.
    public long published() {
        var made = parts;
        return made == null ? 0 : made.vectors.published();
    }

    @Override
    public void close() {
        var made = parts;
        if (made == null) {
            return;
        }
        made.workshop.stop();
        // first, since the bus waits for what is on it
        made.live.close();
        subscriptions.forEach(Subscription::close);
        made.jobs.close();
        made.workshop.close();
    }

    private Parts started() {
        return Objects.requireNonNull(parts, "the service was not started");
    }

    private void observe(Context context) {
        var metrics = context.metrics();
        metrics.gauge("features_published", this::published);
        metrics.gauge("features_parts_done", () -> started().workshop.done());
        metrics.gauge("features_queue_depth", () -> started().live.depth());
        metrics.gauge("features_parity_checked", () -> parity.checked());
        metrics.gauge("features_parity_mismatches", () -> parity.mismatches());
    }

    /// What others would go on from is past an instant only when its vectors are published.
    private void hear(Message message) {
        var made = started();
        var event = Codec.event(message.bytes());
        if (!(event instanceof Event.Mark) || !made.context.bus().shared()) {
            made.live.put(event);
        } else if (!made.live.putAndWait(event)) {
            throw Fault.retryable(NAME + " ends before the instant's vectors are published");
        }
    }

    private void handle(Event event) {
        if (event instanceof Event.Timer timer) {
            onTimer(timer);
        } else if (warm) {
            make(event);
        } else {
            backlog.add(event);
        }
    }

    private void make(Event event) {
        var vectors = started().vectors;
        switch (event) {
            case Event.Market(var market) -> vectors.on(market);
            case Event.Action(var action) -> vectors.on(action);
            case Event.Mark mark -> vectors.on(mark);
            case Event.Timer _,
                    Event.Account _,
                    Event.Update _,
                    Event.Vector _,
                    Event.ModelChange _,
                    Event.Operator _ -> {}
        }
    }

    /// The history is there: from here on vectors can be made. Said again because somebody asked,
    /// it is nothing new; but when it has grown otherwise than by what was told, that counts, too.
    private void onTimer(Event.Timer timer) {
        if (!timer.name().equals("history-ready")) {
            return;
        }
        if (!warm) {
            started().vectors.begin(backlog.begin(timer.learnedAt()));
            warm = true;
            started().jobs.put(LOOK);
            awaitClose(timer.learnedAt());
        } else if (timer.happenedAt() > wholeAt) {
            started().vectors.doubt();
        }
        wholeAt = Math.max(wholeAt, timer.happenedAt());
        backlog.workOff(this::make);
        settled = true;
    }

    private void awaitClose(long now) {
        var session = needs.calendar().sessionOf(now);
        long at = session.close() + CHECK_AFTER.toNanos();
        var _ =
                started()
                        .context
                        .marketClock()
                        .at(
                                at,
                                "parity of features",
                                () -> {
                                    started().jobs.put(session.close());
                                    awaitClose(session.close());
                                });
    }

    /// A session's close asks for its check.
    private void work(long asked) {
        if (asked == LOOK || asked == LOOK_AGAIN) {
            looksAgain &= asked != LOOK_AGAIN;
            makeDatasets();
            return;
        }
        try {
            parity = started().check.of(needs.calendar().date(asked - 1));
        } catch (Fault unreadable) {
            if (unreadable.kind() == Fault.Kind.RETRYABLE) {
                throw unreadable;
            }
            parity = new Parity.Finding(0, 1, "cannot be checked: " + unreadable.reason());
        }
    }

    /// The answer goes to whoever of our group holds a part of the market at that moment; one that
    /// has just joined it holds none yet.
    private void askAgain() {
        var context = started().context;
        Latecomer.ask(context, NAME);
        if (context.bus().shared()) {
            lookAgain(UNHEARD);
        }
    }

    /// Not before the history is whole that they are made of.
    private void makeDatasets() {
        if (!warm) {
            askAgain();
            return;
        }
        switch (started().workshop.work()) {
            case Worker.Left.Nothing() -> {}
            case Worker.Left.Others() -> lookAgain(AGAIN);
            case Worker.Left.Waiting(var reason) -> throw Fault.retryable(reason);
        }
    }

    /// However often there was something to wait for, one more look is enough.
    private void lookAgain(Duration pause) {
        if (!looksAgain) {
            looksAgain = true;
            started().jobs.putLater(LOOK_AGAIN, pause);
        }
    }
}
