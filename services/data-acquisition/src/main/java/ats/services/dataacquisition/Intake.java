package ats.services.dataacquisition;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.engine.Event;
import ats.engine.bars.Instants;
import ats.engine.port.MarketFeed;
import ats.engine.store.MarketStore;
import ats.platform.metrics.Metrics;

/// Takes live bars in: each once, stored before it is published, and in the order of instants.
final class Intake implements Instants.Sink {

    private final AcquisitionSettings settings;
    private final Calendar calendar;
    private final Storage storage;
    private final Publication publication;
    private final Counts counts;
    private final Instants instants;
    private final SortedMap<Symbol, SortedMap<Long, Bar>> session = new TreeMap<>();
    private final List<Bar> targets = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private LocalDate date = LocalDate.MIN;
    private long accepted;

    /// What is counted on the way.
    record Counts(
            Metrics.Counter published,
            Metrics.Counter duplicates,
            Metrics.Counter corrections,
            Metrics.Counter late) {

        static Counts of(Metrics metrics) {
            return new Counts(
                    metrics.counter("acquisition_bars_published"),
                    metrics.counter("acquisition_bars_duplicate"),
                    metrics.counter("acquisition_bars_corrected"),
                    metrics.counter("acquisition_bars_late"));
        }
    }

    Intake(
            AcquisitionSettings settings,
            Calendar calendar,
            Storage storage,
            Publication publication,
            Counts counts) {
        this.settings = settings;
        this.calendar = calendar;
        this.storage = storage;
        this.publication = publication;
        this.counts = counts;
        instants =
                new Instants(
                        settings.symbols(),
                        settings.target(),
                        calendar,
                        settings.barGraceNanos(),
                        this);
    }

    /// Bars of one delivery, oldest first. Everything is stored, then everything is published.
    void take(List<Bar> bars) {
        var news = bars.stream().filter(this::news).toList();
        storage.save(settings.base(), news);
        news.forEach(instants::on);
        publish();
    }

    /// Takes over what of the present session is stored already: it is not news when it comes
    /// again, and a bar which was begun before the start becomes whole. Nothing of it is published.
    void resume(MarketStore stored, MarketFeed.Span today) {
        var inOrder = new ArrayList<Bar>();
        for (var symbol : settings.symbols()) {
            inOrder.addAll(stored.bars(symbol, settings.base(), today));
        }
        inOrder.sort(Comparator.comparingLong(Bar::to).thenComparing(Bar::symbol));
        for (var bar : inOrder) {
            if (remember(bar).isEmpty()) {
                instants.on(bar);
            }
        }
        targets.clear();
        due.clear();
    }

    /// Closes the instants whose grace is over.
    void reach(long now) {
        instants.reach(now);
        publish();
    }

    OptionalLong dueAt() {
        return instants.dueAt();
    }

    /// Live bars so far, each counted once.
    long accepted() {
        return accepted;
    }

    /// The end of the last bar of that symbol, 0 for none in this session.
    long last(Symbol symbol) {
        var bars = session.get(symbol);
        return bars == null || bars.isEmpty() ? 0 : bars.lastEntry().getValue().to();
    }

    @Override
    public void bar(Bar bar) {
        targets.add(bar);
        due.add(() -> publication.bar(bar));
        counts.published().increment();
    }

    /// Its instant is over. A bar of the strategy's own length still moves its averages; a part of
    /// a longer one can't any more.
    @Override
    public void late(Bar bar) {
        counts.late().increment();
        if (settings.base().equals(settings.target())) {
            bar(bar);
        }
    }

    @Override
    public void mark(Event.Mark mark) {
        due.add(() -> publication.mark(mark));
    }

    private void publish() {
        if (!settings.base().equals(settings.target())) {
            storage.save(settings.target(), List.copyOf(targets));
        }
        targets.clear();
        due.forEach(Runnable::run);
        due.clear();
    }

    /// Whether it is a bar of a regular session that we do not have like this.
    private boolean news(Bar bar) {
        var known = remember(bar);
        if (known.isEmpty()) {
            accepted++;
            return calendar.openAt(bar.from()).isPresent();
        }
        if (same(known.get(), bar)) {
            counts.duplicates().increment();
            return false;
        }
        // stored with the time at which it was really learned; what was decided stays decided
        counts.corrections().increment();
        storage.save(settings.base(), List.of(bar));
        return false;
    }

    /// The one that was there before.
    private Optional<Bar> remember(Bar bar) {
        var day = calendar.date(bar.from());
        if (day.isAfter(date)) {
            session.clear();
            date = day;
        }
        var bars = session.computeIfAbsent(bar.symbol(), _ -> new TreeMap<>());
        return Optional.ofNullable(bars.put(bar.from(), bar));
    }

    private static boolean same(Bar one, Bar other) {
        return one.to() == other.to()
                && one.open().equals(other.open())
                && one.high().equals(other.high())
                && one.low().equals(other.low())
                && one.close().equals(other.close())
                && one.volume().equals(other.volume());
    }
}
