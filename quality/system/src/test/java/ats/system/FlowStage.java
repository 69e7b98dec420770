package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.adapters.massive.MassiveFeed;
import ats.adapters.massive.MassiveSettings;
import ats.adapters.unusualwhales.UnusualWhalesFeed;
import ats.adapters.unusualwhales.UnusualWhalesSettings;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.NewYorkCalendar;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.engine.codec.Codec;
import ats.engine.port.FlowFeed;
import ats.engine.port.MarketFeed.Span;
import ats.platform.bus.InProcessBus;
import ats.platform.config.Secret;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.time.ProcessClock;
import ats.services.dataacquisition.AcquisitionSettings;
import ats.services.dataacquisition.DataAcquisition;
import ats.services.dataacquisition.Flow;
import ats.simulator.market.Course;
import ats.simulator.market.FrameQueue;
import ats.simulator.market.MarketDriver;
import ats.simulator.market.Pace;
import ats.simulator.market.VirtualClock;
import ats.simulator.market.Watcher;
import ats.simulator.massive.Market;
import ats.simulator.massive.MassiveOptions;
import ats.simulator.massive.MassiveServer;
import ats.simulator.source.OptionsFlow;
import ats.simulator.source.SeededFlow;
import ats.simulator.source.SeededMarket;
import ats.simulator.unusualwhales.FlowMarket;
import ats.simulator.unusualwhales.FlowOptions;
import ats.simulator.unusualwhales.UnusualWhalesServer;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryFlowStore;
import ats.testkit.MemoryMarketStore;

/// Data acquisition with flow, plugged to simulated vendors over sockets and to stores in memory,
/// in lockstep; what it tells is kept.
final class FlowStage implements AutoCloseable {
    private static final NewYorkCalendar CALENDAR = new NewYorkCalendar();
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    static final List<Symbol> SYMBOLS = List.of(Symbol.of("ASTER"), Symbol.of("BASIL"));
    static final long OPEN = CALENDAR.session(FIRST).orElseThrow().open();
    static final long MINUTE = Timeframe.MINUTE.nanos();
    static final long DAY = Duration.ofDays(1).toNanos();
    static final long START = OPEN - 31 * MINUTE;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    static final Span EVER = new Span(0, Long.MAX_VALUE);
    static final int MINUTES = 120;

    private final Metrics metrics = new Metrics();
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(20));
    private final VirtualClock clock = new VirtualClock(START);
    private final FrameQueue frames = FrameQueue.stepped();
    private final InProcessBus bus = new InProcessBus(lockstep, 100_000);
    private final MemoryMarketStore bars = new MemoryMarketStore();
    private final MemoryFlowStore alerts = new MemoryFlowStore();
    private final SeededMarket market = new SeededMarket(1, FIRST, CALENDAR, SYMBOLS);
    private final SeededFlow flow = new SeededFlow(1, market, CALENDAR);
    private final MassiveServer massive =
            new MassiveServer(
                    new Market(market, CALENDAR, clock, lockstep, frames),
                    MassiveOptions.of("key"));
    private final UnusualWhalesServer whales =
            new UnusualWhalesServer(
                    new FlowMarket(flow, CALENDAR, clock, lockstep, frames), FlowOptions.of("key"));
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    private final Path home;

    private Optional<DataAcquisition> acquisition = Optional.empty();
    private boolean listening;
    private volatile long storedAtReady;

    FlowStage(Path home) {
        this.home = home;
    }

    @Override
    public void close() {
        acquisition.ifPresent(DataAcquisition::close);
        bus.close();
        massive.close();
        whales.close();
        frames.close();
        metrics.close();
    }

    MemoryMarketStore bars() {
        return bars;
    }

    MemoryFlowStore alerts() {
        return alerts;
    }

    SeededFlow flow() {
        return flow;
    }

    UnusualWhalesServer whales() {
        return whales;
    }

    InProcessBus bus() {
        return bus;
    }

    CountedLockstep lockstep() {
        return lockstep;
    }

    /// How many alerts were stored when it was said last that history is there.
    long storedAtReady() {
        return storedAtReady;
    }

    /// Ends the acquisition that runs, and comes back when both vendors know: what they send before
    /// they do nobody handles.
    void stop() {
        acquisition.orElseThrow().close();
        acquisition = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (massive.listeners() + whales.listeners() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    FlowFeed whalesFeed() {
        return new UnusualWhalesFeed(
                UnusualWhalesSettings.of(
                        whales.address(), whales.streamAddress(), Secret.of("key"), Duration.ZERO),
                clock,
                lockstep,
                metrics);
    }

    DataAcquisition started(FlowFeed feed) {
        var made = starting(feed);
        await(made, Health.State.READY);
        lockstep.settle();
        assertThat(made.health().detail()).contains("flow alerts");
        return made;
    }

    DataAcquisition starting(FlowFeed feed) {
        if (!listening) {
            listening = true;
            bus.subscribe("market", "test", message -> hear(Codec.event(message.bytes())));
        }
        var settings =
                MassiveSettings.of(
                        massive.address(),
                        massive.streamAddress(),
                        Secret.of("key"),
                        Duration.ZERO);
        var made =
                new DataAcquisition(
                        new DataAcquisition.Needs(
                                new MassiveFeed(settings, CALENDAR, clock, lockstep, metrics),
                                bars,
                                new MemoryActionStore(),
                                CALENDAR,
                                new AcquisitionSettings(
                                        SYMBOLS,
                                        Timeframe.MINUTE,
                                        Timeframe.MINUTE,
                                        FIRST.minusDays(60),
                                        Duration.ofSeconds(2).toNanos()),
                                DataAcquisition.Progress.none(),
                                Optional.of(new Flow(feed, alerts))));
        acquisition = Optional.of(made);
        made.start(
                new Context(
                        "test",
                        "development",
                        home,
                        bus,
                        clock,
                        ProcessClock.system(),
                        lockstep,
                        metrics));
        return made;
    }

    private void hear(Event event) {
        if (event instanceof Event.Timer timer && timer.name().equals("history-ready")) {
            storedAtReady = alerts.count(EVER);
        }
        events.add(event);
    }

    static void await(DataAcquisition running, Health.State state) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (running.health().state() != state && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(running.health().state()).as(running.health().detail()).isEqualTo(state);
    }

    /// To just after so many minutes of the session, with the grace of the last.
    void runTo(int minutes) {
        new MarketDriver(
                        new MarketDriver.Market(market, CALENDAR, List.of(massive)),
                        new MarketDriver.Machinery(clock, lockstep, frames),
                        new Course(
                                clock.now(), OPEN + minutes * MINUTE + 3_000_000_000L, Pace.max()),
                        Watcher.none())
                .run();
    }

    /// What the vendor has made in the minutes that were run, and that marks have closed.
    List<OptionsFlow> made() {
        return SYMBOLS.stream()
                .flatMap(each -> flow.between(each, OPEN, OPEN + MINUTES * MINUTE + 1).stream())
                .sorted(Comparator.comparingLong(OptionsFlow::madeAt))
                .toList();
    }

    static List<Long> times(List<OptionsFlow> made) {
        return made.stream().map(OptionsFlow::madeAt).toList();
    }

    /// When the last alert was made whose last trade was at that moment.
    long madeLast(FlowAlert alert) {
        return flow.between(alert.symbol(), OPEN, OPEN + DAY).stream()
                .filter(each -> each.times().to() == alert.happenedAt())
                .mapToLong(OptionsFlow::madeAt)
                .max()
                .orElseThrow();
    }

    List<Event.Timer> histories() {
        return events.stream()
                .filter(Event.Timer.class::isInstance)
                .map(Event.Timer.class::cast)
                .filter(timer -> timer.name().equals("history-ready"))
                .toList();
    }

    List<Event> market() {
        return events.stream()
                .filter(event -> event instanceof Event.Market || event instanceof Event.Mark)
                .toList();
    }

    List<FlowAlert> told() {
        return market().stream()
                .filter(Event.Market.class::isInstance)
                .map(event -> ((Event.Market) event).event())
                .filter(FlowAlert.class::isInstance)
                .map(FlowAlert.class::cast)
                .toList();
    }
}
