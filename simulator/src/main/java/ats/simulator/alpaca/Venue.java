package ats.simulator.alpaca;

import ats.engine.exchange.SimulatedBroker;
import ats.platform.lockstep.Lockstep;
import ats.platform.time.MarketClock;
import ats.simulator.market.FrameQueue;

/// The broker with its books, by whose time it lives, and how what it sends goes out.
public record Venue(
        SimulatedBroker broker,
        Book book,
        MarketClock clock,
        Lockstep lockstep,
        FrameQueue frames) {}
