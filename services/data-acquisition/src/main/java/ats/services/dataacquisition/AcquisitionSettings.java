package ats.services.dataacquisition;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;

/// What is collected: bars of `target` length are published, made from `base` bars, which is what
/// the vendor is asked for. History begins with `historyFrom`. An instant that misses bars is
/// closed `barGraceNanos` of market time after its end.
public record AcquisitionSettings(
        List<Symbol> symbols,
        Timeframe target,
        Timeframe base,
        LocalDate historyFrom,
        long barGraceNanos) {

    public AcquisitionSettings {
        symbols = List.copyOf(new TreeSet<>(symbols));
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("name at least one symbol to collect");
        }
        if (target.nanos() % base.nanos() != 0) {
            throw new IllegalArgumentException(
                    "bars of " + target + " cannot be made from bars of " + base);
        }
    }
}
