package ats.simulator.unusualwhales;

import ats.domain.Calendar;
import ats.platform.lockstep.Lockstep;
import ats.platform.time.MarketClock;
import ats.simulator.market.FrameQueue;
import ats.simulator.source.FlowSource;

/// What the vendor reports on, and by whose time.
public record FlowMarket(
        FlowSource source,
        Calendar calendar,
        MarketClock clock,
        Lockstep lockstep,
        FrameQueue frames) {}
