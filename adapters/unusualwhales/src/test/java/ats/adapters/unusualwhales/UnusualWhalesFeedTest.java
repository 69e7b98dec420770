package ats.adapters.unusualwhales;

import module java.base;

import ats.domain.NewYorkCalendar;
import ats.domain.Symbol;
import ats.engine.port.FlowFeed;
import ats.engine.port.MarketFeed.Span;
import ats.platform.config.Secret;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.simulator.market.Course;
import ats.simulator.market.FrameQueue;
import ats.simulator.market.MarketDriver;
import ats.simulator.market.Pace;
import ats.simulator.market.VirtualClock;
import ats.simulator.market.Watcher;
import ats.simulator.source.SeededFlow;
import ats.simulator.source.SeededMarket;
import ats.simulator.unusualwhales.FlowMarket;
import ats.simulator.unusualwhales.FlowOptions;
import ats.simulator.unusualwhales.UnusualWhalesServer;
import ats.testkit.FlowFeedContract;

import org.junit.jupiter.api.AfterEach;

/// Our adapter against the simulated vendor.
final class UnusualWhalesFeedTest extends FlowFeedContract {
    private static final NewYorkCalendar CALENDAR = new NewYorkCalendar();
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final long OPEN = CALENDAR.session(FIRST).orElseThrow().open();
    private static final long DAY = Duration.ofDays(1).toNanos();
    private static final Symbol ASTER = Symbol.of("ASTER");

    private final Metrics metrics = new Metrics();
    private final VirtualClock clock = new VirtualClock(OPEN);
    private final FrameQueue frames = FrameQueue.free();
    private final SeededMarket prices =
            new SeededMarket(7, FIRST, CALENDAR, List.of(ASTER, Symbol.of("BASIL")));
    private final SeededFlow flow = new SeededFlow(7, prices, CALENDAR);
    private final UnusualWhalesServer vendor =
            new UnusualWhalesServer(
                    new FlowMarket(flow, CALENDAR, clock, Lockstep.free(), frames),
                    FlowOptions.of("sesame"));
    private final UnusualWhalesFeed feed =
            new UnusualWhalesFeed(
                    UnusualWhalesSettings.of(
                            vendor.address(),
                            vendor.streamAddress(),
                            Secret.of("sesame"),
                            Duration.ZERO),
                    clock,
                    Lockstep.free(),
                    metrics);

    @AfterEach
    void close() {
        feed.close();
        vendor.close();
        frames.close();
        metrics.close();
    }

    @Override
    protected FlowFeed feed() {
        return feed;
    }

    @Override
    protected Symbol symbol() {
        return ASTER;
    }

    /// Enough for several pages.
    @Override
    protected Span span() {
        return new Span(OPEN - 40 * DAY, OPEN);
    }

    /// The market runs until the first alert on the share was made.
    @Override
    protected void makeOne() {
        long made = flow.between(ASTER, OPEN, OPEN + DAY).getFirst().madeAt();
        new MarketDriver(
                        new MarketDriver.Market(prices, CALENDAR, List.of()),
                        new MarketDriver.Machinery(clock, Lockstep.free(), frames),
                        new Course(OPEN, made + 1, Pace.max()),
                        Watcher.none())
                .run();
    }
}
