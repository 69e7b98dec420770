package ats.services.featureengineering;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.features.FeatureSet;

/// What features are made of. Every engine starts with the first bar of `historyFrom`, so that live
/// vectors, datasets and checks are the same bits.
public record FeatureSettings(
        FeatureSet set, List<Symbol> symbols, Timeframe timeframe, LocalDate historyFrom) {

    public FeatureSettings {
        symbols = List.copyOf(new TreeSet<>(symbols));
    }
}
