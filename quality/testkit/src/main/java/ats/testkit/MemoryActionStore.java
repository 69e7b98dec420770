package ats.testkit;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.Symbol;
import ats.engine.store.ActionStore;

/// Splits and dividends in memory, each once.
public final class MemoryActionStore implements ActionStore {

    private final Set<CorporateAction> kept = ConcurrentHashMap.newKeySet();

    @Override
    public void save(List<CorporateAction> actions) {
        kept.addAll(actions);
    }

    @Override
    public List<CorporateAction> between(Symbol symbol, LocalDate from, LocalDate to) {
        return kept.stream()
                .filter(action -> action.symbol().equals(symbol))
                .filter(action -> !action.exDate().isBefore(from) && !action.exDate().isAfter(to))
                .sorted(Comparator.comparing(CorporateAction::exDate))
                .toList();
    }
}
