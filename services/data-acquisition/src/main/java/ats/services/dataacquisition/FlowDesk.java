package ats.services.dataacquisition;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;
import ats.engine.store.FlowStore;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.time.MarketClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes alerts in: each once, stored before it is published. What the stream may have missed is
/// read from history. Its vendor may fail as long as it likes; nothing else waits for it.
final class FlowDesk {
    /// A reading begins so much earlier than what is known to be whole: a vendor notes an alert
    /// some time after its trades, and a dead stream is noticed late.
    private static final long OVERLAP = Duration.ofHours(1).toNanos();

    /// Alerts remembered by name: weeks of many shares.
    private static final int KNOWN_MOST = 200_000;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /// How often history is asked while there is no stream; some plans never have one.
    private static final Duration WITHOUT_STREAM = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(FlowDesk.class);

    private final FlowStore store;
    private final FlowReader reader;
    private final AcquisitionSettings settings;
    private final Means means;
    private final Counts counts;
    private final LinkedHashSet<String> known = new LinkedHashSet<>();
    private final SortedMap<Symbol, Long> whole = new TreeMap<>();
    private final SortedMap<Symbol, Long> decided = new TreeMap<>();
    private final SortedSet<Symbol> doubtful = new TreeSet<>();
    private long begunAt;
    private long doubtedAt;
    private boolean reading;
    private boolean asking;
    private boolean answered;
    private boolean foundMore;
    private Duration pause = FIRST_PAUSE;
    private volatile boolean inForce;
    private volatile String lost = "";
    private volatile String unread = "";

    /// What the rest of acquisition lends it.
    record Means(Calendar calendar, MarketClock clock, Storage storage, Publication publication) {}

    /// What is counted on the way.
    record Counts(Metrics.Counter history, Metrics.Counter published, Metrics.Counter duplicates) {

        static Counts of(Metrics metrics) {
            return new Counts(
                    metrics.counter("acquisition_alerts_backfilled"),
                    metrics.counter("acquisition_alerts_published"),
                    metrics.counter("acquisition_alerts_duplicate"));
        }
    }

    static FlowDesk of(
            Flow flow, AcquisitionSettings settings, Means means, Queue queue, Context context) {
        var reader =
                new FlowReader(
                        flow.feed(),
                        note -> queue.put(new Item.OfFlow(note)),
                        context.lockstep().work("acquisition.flow"));
        var counts = Counts.of(context.metrics());
        return new FlowDesk(flow.store(), reader, settings, means, counts);
    }

    private FlowDesk(
            FlowStore store,
            FlowReader reader,
            AcquisitionSettings settings,
            Means means,
            Counts counts) {
        this.store = store;
        this.reader = reader;
        this.settings = settings;
        this.means = means;
        this.counts = counts;
    }

    /// The history after what is stored, from the start of its day, and the stream. `barsTo` says
    /// where the bars ended that were there before this start: what was decided on them was decided
    /// without the alerts that are found now.
    void begin(SortedMap<Symbol, Long> barsTo) {
        begunAt = means.clock().now();
        doubtedAt = begunAt;
        for (var symbol : settings.symbols()) {
            long newest = means.storage().patiently(() -> store.newest(symbol));
            long from =
                    Calendar.midnight(
                            newest == 0 ? settings.historyFrom() : means.calendar().date(newest));
            whole.put(symbol, from);
            if (newest != 0) {
                decided.put(symbol, barsTo.getOrDefault(symbol, 0L));
            }
            var stored = new Span(from - OVERLAP, Long.MAX_VALUE);
            means.storage().patiently(() -> store.alerts(symbol, stored)).forEach(this::remember);
        }
        doubtful.addAll(settings.symbols());
        reader.open(settings.symbols());
        read();
    }

    void on(FlowNote note) {
        switch (note) {
            case FlowNote.Alert(var alert) -> take(List.of(alert), FlowAlert::learnedAt);
            case FlowNote.Found(var alerts) -> found(alerts);
            case FlowNote.Read(var symbol, var to) -> {
                whole.merge(symbol, to, Math::max);
                if (to > doubtedAt) {
                    doubtful.remove(symbol);
                }
            }
            case FlowNote.Done _ -> {
                reading = false;
                answered = true;
                pause = FIRST_PAUSE;
                unread = "";
                read();
            }
            case FlowNote.Failed(var reason) -> {
                reading = false;
                answered = true;
                unread = reason;
                LOG.atWarn().setMessage("flow.unread").addKeyValue("reason", reason).log();
                askAgain(pause);
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
            case FlowNote.Again _ -> again();
            case FlowNote.Connected _ -> {
                doubt("connected");
                inForce = true;
                lost = "";
                read();
            }
            case FlowNote.Lost(var reason) -> {
                doubt(reason);
                inForce = false;
                lost = reason;
                askAgain(WITHOUT_STREAM);
            }
            case FlowNote.Doubted(var reason) -> {
                doubt("a frame could not be read: " + reason);
                read();
            }
        }
    }

    /// Whether history has been read once, or could not be.
    boolean answered() {
        return answered;
    }

    /// Whether history came after it was said to be there; true once, when its reading is over.
    boolean foundMore() {
        boolean more = foundMore && !reading;
        foundMore &= !more;
        return more;
    }

    void close() {
        reader.close();
    }

    /// How all of acquisition is when its bars are well.
    Health with(Health bars) {
        if (!lost.isEmpty()) {
            return Health.degraded(
                    "flow alerts come late, their stream is lost: "
                            + lost
                            + (unread.isEmpty() ? "" : "; nor can history be read: " + unread));
        }
        if (!unread.isEmpty()) {
            return Health.degraded("flow alerts are missing: " + unread);
        }
        return inForce
                ? Health.ready(bars.detail() + ", and flow alerts")
                : Health.starting("opens the stream of flow alerts");
    }

    /// What was made before we began is history, but for what was on its way to an earlier run when
    /// that ended; the rest is learned now, however late.
    private void found(List<FlowAlert> alerts) {
        var history = new ArrayList<FlowAlert>();
        var missed = new ArrayList<FlowAlert>();
        for (var alert : alerts) {
            if (alert.learnedAt() > begunAt) {
                missed.add(alert);
            } else if (remember(alert)) {
                history.add(afterItsBar(alert));
                counts.history().increment();
            }
        }
        save(history);
        foundMore |= answered && !history.isEmpty();
        long now = means.clock().now();
        take(missed, _ -> now);
    }

    /// An alert that the last bars of the earlier run ought to have had belongs to the next one.
    private FlowAlert afterItsBar(FlowAlert alert) {
        long over = decided.getOrDefault(alert.symbol(), 0L);
        boolean missed = alert.learnedAt() <= over && alert.learnedAt() > over - OVERLAP;
        return missed ? learned(alert, over + 1) : alert;
    }

    /// Learned after all that was told already, so that the order of learning is that of telling.
    private void take(List<FlowAlert> alerts, ToLongFunction<FlowAlert> learnedAt) {
        long earliest = means.publication().told() + 1;
        var news =
                alerts.stream()
                        .filter(this::isNew)
                        .map(
                                alert ->
                                        learned(
                                                alert,
                                                Math.max(earliest, learnedAt.applyAsLong(alert))))
                        .toList();
        save(news);
        news.forEach(means.publication()::alert);
        counts.published().add(news.size());
    }

    private boolean isNew(FlowAlert alert) {
        boolean news = remember(alert);
        if (!news) {
            counts.duplicates().increment();
        }
        return news;
    }

    private boolean remember(FlowAlert alert) {
        boolean news = known.add(alert.symbol() + " " + alert.id());
        if (known.size() > KNOWN_MOST) {
            var _ = known.removeFirst();
        }
        return news;
    }

    private void save(List<FlowAlert> alerts) {
        if (!alerts.isEmpty()) {
            var _ =
                    means.storage()
                            .patiently(
                                    () -> {
                                        store.saveAlerts(alerts);
                                        return true;
                                    });
        }
    }

    /// Up to now the stream was whole; from here on that is not known.
    private void doubt(String reason) {
        LOG.atInfo().setMessage("flow.repair").addKeyValue("reason", reason).log();
        doubtedAt = means.clock().now();
        for (var symbol : settings.symbols()) {
            if (doubtful.add(symbol) && inForce) {
                whole.put(symbol, doubtedAt);
            }
        }
    }

    private void again() {
        asking = false;
        if (!inForce) {
            doubt("there is no stream");
            askAgain(WITHOUT_STREAM);
        }
        read();
    }

    private void read() {
        if (reading || doubtful.isEmpty()) {
            return;
        }
        reading = true;
        // what is made at this very moment counts in
        long to = means.clock().now() + 1;
        var spans = new TreeMap<Symbol, Span>();
        for (var symbol : doubtful) {
            long from = Objects.requireNonNull(whole.get(symbol), "where to begin") - OVERLAP;
            spans.put(symbol, new Span(Math.min(from, to), to));
        }
        reader.read(spans);
    }

    private void askAgain(Duration wait) {
        if (!asking) {
            asking = true;
            reader.later(new FlowNote.Again(), wait);
        }
    }

    private static FlowAlert learned(FlowAlert alert, long at) {
        return new FlowAlert(
                alert.symbol(),
                alert.happenedAt(),
                at,
                alert.id(),
                alert.rule(),
                alert.contract(),
                alert.contracts(),
                alert.premium(),
                alert.askPremium(),
                alert.bidPremium());
    }
}
