package ats.testkit;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.port.MarketFeed.Span;
import ats.engine.store.MarketStore;
import ats.platform.Fault;

/// Bars in memory; it can be away for some calls, as a database is.
public final class MemoryMarketStore implements MarketStore {

    private final Map<String, SortedMap<Long, Bar>> tables = new ConcurrentHashMap<>();
    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger unread = new AtomicInteger();

    /// So many of the next calls that write are refused.
    public void goAway(int calls) {
        away.set(calls);
    }

    /// So many of the next questions for a span's bars are refused.
    public void refuseToRead(int calls) {
        unread.set(calls);
    }

    @Override
    public void saveBars(Timeframe timeframe, List<Bar> bars) {
        refuse(away);
        bars.forEach(bar -> table(bar.symbol(), timeframe).put(bar.from(), bar));
    }

    @Override
    public List<Bar> bars(Symbol symbol, Timeframe timeframe, Span span) {
        refuse(unread);
        return List.copyOf(table(symbol, timeframe).subMap(span.from(), span.to()).values());
    }

    @Override
    public List<Bar> lastBars(Symbol symbol, Timeframe timeframe, long to, int count) {
        var ended =
                table(symbol, timeframe).values().stream().filter(bar -> bar.to() <= to).toList();
        return ended.subList(Math.max(0, ended.size() - count), ended.size());
    }

    @Override
    public long newest(Symbol symbol, Timeframe timeframe) {
        var table = table(symbol, timeframe);
        return table.isEmpty() ? 0 : table.lastEntry().getValue().to();
    }

    @Override
    public long count(Timeframe timeframe, Span span) {
        return tables.entrySet().stream()
                .filter(table -> table.getKey().endsWith("@" + timeframe))
                .mapToLong(table -> table.getValue().subMap(span.from(), span.to()).size())
                .sum();
    }

    private static void refuse(AtomicInteger calls) {
        if (calls.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw Fault.retryable("the store is away");
        }
    }

    private SortedMap<Long, Bar> table(Symbol symbol, Timeframe timeframe) {
        return tables.computeIfAbsent(symbol + "@" + timeframe, _ -> new ConcurrentSkipListMap<>());
    }
}
