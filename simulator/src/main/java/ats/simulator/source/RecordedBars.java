package ats.simulator.source;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;

/// Bars that were read from files and stay in memory.
final class RecordedBars implements BarSource {
    private static final Comparator<CorporateAction> BY_DATE_THEN_SYMBOL =
            Comparator.comparing(CorporateAction::exDate)
                    .thenComparing(CorporateAction::symbol)
                    .thenComparing(action -> action instanceof CorporateAction.Split);

    private final Timeframe base;
    private final SortedMap<Symbol, BarTable> tables;
    private final List<CorporateAction> actions;
    private final long[] ends;

    RecordedBars(
            Timeframe base,
            SortedMap<Symbol, BarTable> tables,
            Collection<? extends CorporateAction> actions) {
        this.base = base;
        this.tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        this.actions =
                actions.stream()
                        .sorted(BY_DATE_THEN_SYMBOL)
                        .map(CorporateAction.class::cast)
                        .toList();
        ends =
                tables.values().stream()
                        .flatMapToLong(
                                table -> IntStream.range(0, table.size()).mapToLong(table::end))
                        .sorted()
                        .distinct()
                        .toArray();
    }

    @Override
    public List<Symbol> symbols() {
        return List.copyOf(tables.keySet());
    }

    @Override
    public Timeframe base() {
        return base;
    }

    @Override
    public List<Bar> between(Symbol symbol, long from, long to) {
        var table = tables.get(symbol);
        return table == null ? List.of() : table.between(from, to);
    }

    @Override
    public OptionalLong nextEnd(long after) {
        int found = Arrays.binarySearch(ends, after);
        int next = found < 0 ? -found - 1 : found + 1;
        return next < ends.length ? OptionalLong.of(ends[next]) : OptionalLong.empty();
    }

    @Override
    public List<Bar> endingAt(long at) {
        return tables.values().stream().flatMap(table -> table.endingAt(at).stream()).toList();
    }

    @Override
    public List<CorporateAction> actions(LocalDate from, LocalDate to) {
        return actions.stream()
                .filter(action -> !action.exDate().isBefore(from) && !action.exDate().isAfter(to))
                .toList();
    }
}
