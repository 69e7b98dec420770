package ats.engine.store;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.Symbol;

/// Splits and dividends, each once.
public interface ActionStore {

    void save(List<CorporateAction> actions);

    /// Ex-dates in `[from, to]`, by date.
    List<CorporateAction> between(Symbol symbol, LocalDate from, LocalDate to);
}
