package ats.testkit;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;
import ats.engine.store.FlowStore;
import ats.platform.Fault;

/// Flow alerts in memory, each once; it can be away for some calls, as a database is.
public final class MemoryFlowStore implements FlowStore {

    private final Map<String, FlowAlert> kept = new ConcurrentHashMap<>();
    private final AtomicInteger away = new AtomicInteger();

    /// So many of the next calls that write are refused.
    public void goAway(int calls) {
        away.set(calls);
    }

    @Override
    public void saveAlerts(List<FlowAlert> alerts) {
        if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw Fault.retryable("the store is away");
        }
        alerts.forEach(alert -> kept.putIfAbsent(key(alert), alert));
    }

    @Override
    public List<FlowAlert> alerts(Symbol symbol, Span span) {
        return kept.values().stream()
                .filter(alert -> alert.symbol().equals(symbol) && learnedIn(alert, span))
                .sorted(Comparator.comparingLong(FlowAlert::learnedAt).thenComparing(FlowAlert::id))
                .toList();
    }

    @Override
    public long newest(Symbol symbol) {
        return kept.values().stream()
                .filter(alert -> alert.symbol().equals(symbol))
                .mapToLong(FlowAlert::happenedAt)
                .max()
                .orElse(0);
    }

    @Override
    public long count(Span span) {
        return kept.values().stream().filter(alert -> learnedIn(alert, span)).count();
    }

    private static String key(FlowAlert alert) {
        var at = Instant.ofEpochSecond(0, alert.happenedAt()).atZone(Calendar.NEW_YORK);
        return alert.symbol() + " " + at.toLocalDate() + " " + alert.id();
    }

    private static boolean learnedIn(FlowAlert alert, Span span) {
        return alert.learnedAt() >= span.from() && alert.learnedAt() < span.to();
    }
}
