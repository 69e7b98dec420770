package ats.simulator.massive;

import ats.domain.Calendar;
import ats.platform.lockstep.Lockstep;
import ats.platform.time.MarketClock;
import ats.simulator.market.FrameQueue;
import ats.simulator.source.BarSource;

/// What the vendor reports on, and by whose time.
public record Market(
        BarSource source,
        Calendar calendar,
        MarketClock clock,
        Lockstep lockstep,
        FrameQueue frames) {}
