package ats.simulator.market;

import module java.base;

/// Which synthetic market a home lives in and how far it has come: what a second start resumes.
public record MarketPosition(long seed, LocalDate firstDate, long now) {}
