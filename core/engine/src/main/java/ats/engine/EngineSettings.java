package ats.engine;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Symbol;
import ats.engine.risk.RiskLimits;

/// What an engine trades, for whom, and within which limits.
public record EngineSettings(
        String account, List<Symbol> symbols, Calendar calendar, RiskLimits limits) {

    public EngineSettings {
        symbols = List.copyOf(new TreeSet<>(symbols));
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("an engine needs at least one symbol");
        }
    }
}
