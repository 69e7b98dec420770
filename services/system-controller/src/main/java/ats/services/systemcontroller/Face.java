package ats.services.systemcontroller;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;

/// What the page says of the system as such. `market` says in a few words whose prices these are;
/// `kind` is one of `synthetic`, `replay`, `simulated`, `paper`, `live`, and the page looks
/// different for each.
public record Face(
        String account,
        List<Symbol> symbols,
        Timeframe timeframe,
        String kind,
        String market,
        String environment,
        String version) {

    public Face {
        symbols = List.copyOf(symbols);
    }
}
