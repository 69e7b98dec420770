package ats.platform.service;

import ats.platform.bus.Bus;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.time.MarketClock;
import ats.platform.time.ProcessClock;

import module java.base;

/// What the launcher gives to every service it starts.
public record Context(
        String runId,
        String environment,
        Path home,
        Bus bus,
        MarketClock marketClock,
        ProcessClock processClock,
        Lockstep lockstep,
        Metrics metrics) {}
