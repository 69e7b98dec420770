package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;

/// A synthetic market of one-minute bars that never ends: a pure function of its seed.
@SuppressWarnings("UnusedVariable") // shape only as yet
public final class SeededMarket implements BarSource {
    /// Sessions before the first date, so that averages are warm from the start.
    public static final int HISTORY_SESSIONS = 30;

    /// Invented names: no price here is anybody's.
    public static final List<Symbol> SYMBOLS =
            Stream.of(
                            "ASTER", "BASIL", "CEDAR", "DAISY", "ELDER", "FERNS", "GORSE", "HAZEL",
                            "IVYLN", "JUNIP")
                    .map(Symbol::of)
                    .toList();

    public SeededMarket(long seed, LocalDate firstDate, Calendar calendar) {
        this(seed, firstDate, calendar, SYMBOLS);
    }

    public SeededMarket(
            long seed, LocalDate firstDate, Calendar calendar, List<Symbol> symbols) {}

    @Override
    public List<Symbol> symbols() {
        return SYMBOLS;
    }

    @Override
    public Timeframe base() {
        return Timeframe.MINUTE;
    }

    @Override
    public List<Bar> between(Symbol symbol, long from, long to) {
        return List.of();
    }

    @Override
    public OptionalLong nextEnd(long after) {
        return OptionalLong.empty();
    }

    @Override
    public List<Bar> endingAt(long at) {
        return List.of();
    }

    @Override
    public List<CorporateAction> actions(LocalDate from, LocalDate to) {
        return List.of();
    }
}
