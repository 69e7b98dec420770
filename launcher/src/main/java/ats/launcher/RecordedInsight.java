package ats.launcher;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Symbol;
import ats.engine.Event;
import ats.engine.backtest.Insight;
import ats.engine.journal.JournalRecord;
import ats.features.FeatureEngine;
import ats.features.FeatureSet;
import ats.platform.Fault;
import ats.platform.log.AppendLog;

/// Features computed on the way, and the model changes of a run that is over, at their times.
final class RecordedInsight implements Insight {

    private final FeatureSet set;
    private final Calendar calendar;
    private final SortedMap<Symbol, FeatureEngine> engines = new TreeMap<>();
    private final SortedMap<Symbol, Long> fresh = new TreeMap<>();
    private final Deque<Event.ModelChange> changes;
    private long vectors;

    RecordedInsight(FeatureSet set, Calendar calendar, List<Event.ModelChange> changes) {
        this.set = set;
        this.calendar = calendar;
        this.changes = new ArrayDeque<>(changes);
    }

    /// The changes that the journals of that home tell of, oldest first.
    static List<Event.ModelChange> changes(Home home) {
        var changes = new ArrayList<Event.ModelChange>();
        for (var file : journals(home)) {
            AppendLog.read(
                    file,
                    bytes -> {
                        if (JournalRecord.read(bytes)
                                instanceof JournalRecord.Happened(Event.ModelChange change)) {
                            changes.add(change);
                        }
                    });
        }
        return changes;
    }

    private static List<Path> journals(Home home) {
        if (!Files.isDirectory(home.journals())) {
            throw Fault.misuse(
                    home.folder()
                            + " has no journal; name the home of a run, as its last line does");
        }
        try (var files = Files.list(home.journals())) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw Fault.misuse(
                    "cannot read " + home.journals() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    long vectors() {
        return vectors;
    }

    @Override
    public void hear(Event event) {
        switch (event) {
            case Event.Market(ats.domain.MarketEvent.Bar bar) -> {
                if (engine(bar.symbol()).on(bar)) {
                    fresh.put(bar.symbol(), bar.to());
                }
            }
            case Event.Action(var action) -> engine(action.symbol()).on(action);
            case Event.Market _,
                    Event.Account _,
                    Event.Update _,
                    Event.Mark _,
                    Event.Vector _,
                    Event.ModelChange _,
                    Event.Timer _,
                    Event.Operator _ -> {}
        }
    }

    @Override
    public List<Event.Vector> at(Event.Mark mark) {
        var instant = new ArrayList<Event.Vector>();
        fresh.forEach(
                (symbol, at) -> {
                    if (at == mark.happenedAt()) {
                        instant.add(
                                new Event.Vector(
                                        symbol,
                                        set.hash(),
                                        at,
                                        mark.learnedAt(),
                                        engine(symbol).values()));
                    }
                });
        fresh.clear();
        vectors += instant.size();
        return instant;
    }

    @Override
    public List<Event.ModelChange> changesBefore(long at) {
        if (changes.isEmpty() || changes.getFirst().learnedAt() >= at) {
            return List.of();
        }
        var due = new ArrayList<Event.ModelChange>();
        while (!changes.isEmpty() && changes.getFirst().learnedAt() < at) {
            due.add(changes.removeFirst());
        }
        return due;
    }

    private FeatureEngine engine(Symbol symbol) {
        return engines.computeIfAbsent(symbol, _ -> new FeatureEngine(set, calendar, false));
    }
}
