package ats.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import ats.platform.service.Latecomer;
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
import ats.testkit.FakeFlowFeed;
import ats.testkit.FlowStoreContract;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryFlowStore;
import ats.testkit.MemoryMarketStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data acquisition with flow against the simulated vendor and its bad habits, over sockets, in
/// lockstep: every alert once, before the mark of the instant in which it was learned.
final class FlowAcquisitionTest implements AutoCloseable {
    private static final NewYorkCalendar CALENDAR = new NewYorkCalendar();
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("ASTER"), Symbol.of("BASIL"));
    private static final long OPEN = CALENDAR.session(FIRST).orElseThrow().open();
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final long DAY = Duration.ofDays(1).toNanos();
    private static final long START = OPEN - 31 * MINUTE;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final Span EVER = new Span(0, Long.MAX_VALUE);
    private static final int MINUTES = 120;

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

    @TempDir private Path home;

    private Optional<DataAcquisition> acquisition = Optional.empty();
    private boolean listening;
    private volatile long storedAtReady;

    @AfterEach
    @Override
    public void close() {
        acquisition.ifPresent(DataAcquisition::close);
        bus.close();
        massive.close();
        whales.close();
        frames.close();
        metrics.close();
    }

    @Test
    void publishesEachAlertBeforeTheMarkOfItsInstantInTheOrderOfLearning() {
        started(whalesFeed());
        runTo(MINUTES);

        assertThat(made()).hasSizeGreaterThan(5);
        assertThat(told()).extracting(FlowAlert::learnedAt).isEqualTo(times(made()));
        long mark = OPEN;
        for (var event : market()) {
            if (event instanceof Event.Mark closed) {
                mark = closed.learnedAt();
            } else {
                assertThat(event.learnedAt())
                        .isGreaterThan(mark)
                        .isLessThanOrEqualTo(mark + MINUTE);
            }
        }
        assertThat(market()).isSortedAccordingTo(Comparator.comparingLong(Event::learnedAt));
    }

    @Test
    void storesTheHistoryAndPublishesNothingOfIt() {
        started(whalesFeed());

        for (var symbol : SYMBOLS) {
            var past = flow.between(symbol, START - 60 * DAY, START);
            assertThat(past).hasSizeGreaterThan(200);
            assertThat(alerts.alerts(symbol, EVER))
                    .extracting(FlowAlert::learnedAt)
                    .isEqualTo(times(past));
        }
        assertThat(told()).isEmpty();
        assertThat(storedAtReady).as("when it was told").isEqualTo(alerts.count(EVER));
    }

    /// Who began with the store as it was then has to look into it again.
    @Test
    void saysAgainThatTheHistoryIsThereWhenItCameTooLate() {
        var failing = new FakeFlowFeed();
        failing.fail("the sea is empty");
        for (var symbol : SYMBOLS) {
            failing.add(FlowStoreContract.alert(symbol, "old", START - DAY, START - DAY));
            failing.add(FlowStoreContract.alert(symbol, "older", START - 2 * DAY, START - 2 * DAY));
        }
        var running = starting(failing);
        await(running, Health.State.DEGRADED);
        assertThat(storedAtReady).isZero();
        failing.fail("");
        await(running, Health.State.READY);
        lockstep.settle();
        runTo(1);
        assertThat(storedAtReady).isEqualTo(4);
        assertThat(told()).isEmpty();
        assertThat(histories()).hasSize(2);
        assertThat(histories().getLast().happenedAt())
                .isGreaterThan(histories().getFirst().happenedAt());
    }

    /// Asked by a service that has just begun, it tells of nothing new.
    @Test
    void saysToALatecomerWhenTheHistoryWasWhole() {
        started(new FakeFlowFeed());
        runTo(5);
        bus.publish(Latecomer.TOPIC, "late", new byte[0]);
        lockstep.settle();

        assertThat(histories()).hasSize(2);
        assertThat(histories()).extracting(Event.Timer::happenedAt).containsOnly(START);
        assertThat(histories().getLast().learnedAt()).isGreaterThan(OPEN);
    }

    /// The bar was told without it, so it belongs to the next: nobody knew more at that time.
    @Test
    void learnsAfterTheLastBarWhatWasOnItsWayWhenItWasCutOff() {
        var symbol = SYMBOLS.getFirst();
        var fake = new FakeFlowFeed();
        fake.add(FlowStoreContract.alert(symbol, "known", START - DAY, START - DAY));
        started(fake);
        runTo(10);
        long over = bars.newest(symbol, Timeframe.MINUTE);
        assertThat(over).isEqualTo(OPEN + 10 * MINUTE);
        acquisition.orElseThrow().close();
        acquisition = Optional.empty();

        var again = new FakeFlowFeed();
        var early = over - 2 * Duration.ofHours(1).toNanos();
        again.add(FlowStoreContract.alert(symbol, "early", early, early));
        again.add(FlowStoreContract.alert(symbol, "on its way", over - 5, over - 1));
        again.add(FlowStoreContract.alert(symbol, "of the next bar", over + 7, over + 9));
        again.add(FlowStoreContract.alert(SYMBOLS.getLast(), "first ever", over - 5, over - 1));
        started(again);

        assertThat(alerts.alerts(symbol, new Span(early, Long.MAX_VALUE)))
                .extracting(FlowAlert::id, FlowAlert::learnedAt)
                .containsExactly(
                        tuple("early", early),
                        tuple("on its way", over + 1),
                        tuple("of the next bar", over + 9));
        assertThat(alerts.alerts(SYMBOLS.getLast(), EVER))
                .extracting(FlowAlert::learnedAt)
                .containsExactly(over - 1);
    }

    @Test
    void storesWhatItPublishes() {
        started(whalesFeed());
        runTo(MINUTES);

        var stored = new ArrayList<FlowAlert>();
        SYMBOLS.forEach(each -> stored.addAll(alerts.alerts(each, new Span(OPEN, Long.MAX_VALUE))));
        assertThat(stored).containsExactlyInAnyOrderElementsOf(told());
    }

    @Test
    void tellsTheSameTwice() {
        started(whalesFeed());
        runTo(MINUTES);
        var first = List.copyOf(market());
        try (var other = new FlowAcquisitionTest()) {
            other.home = home;
            other.started(other.whalesFeed());
            other.runTo(MINUTES);
            assertThat(other.market()).isEqualTo(first);
        }
    }

    @Test
    void takesADoubledAlertOnceAndALateOneWhenItComes() {
        started(whalesFeed());
        whales.faults().doubledFrames(3);
        whales.faults().lateFrames(2, Duration.ofMinutes(10));
        runTo(MINUTES);

        assertThat(told()).hasSameSizeAs(made());
        assertThat(told()).extracting(FlowAlert::id).doesNotHaveDuplicates();
        assertThat(told().stream().filter(alert -> alert.learnedAt() > madeLast(alert) + MINUTE))
                .hasSize(2);
    }

    @Test
    void fetchesTheAlertWhoseFrameCouldNotBeRead() {
        started(whalesFeed());
        whales.faults().malformedFrames(2);
        runTo(MINUTES);

        assertThat(told()).extracting(FlowAlert::learnedAt).isEqualTo(times(made()));
        assertThat(told()).extracting(FlowAlert::id).doesNotHaveDuplicates();
    }

    @Test
    void repairsALostStreamFromHistoryWithoutDoublingAnything() {
        var running = started(whalesFeed());
        runTo(20);
        whales.faults().droppedConnections(1);
        runTo(60);
        await(running, Health.State.READY);
        lockstep.settle();
        runTo(MINUTES);

        assertThat(told()).hasSameSizeAs(made());
        assertThat(told()).extracting(FlowAlert::id).doesNotHaveDuplicates();
        assertThat(told()).extracting(FlowAlert::learnedAt).isSorted();
    }

    @Test
    void fetchesWhatWasMadeWhileItWasAway() {
        started(whalesFeed()).close();
        acquisition = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (whales.listeners() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        runTo(MINUTES);
        long before = alerts.count(EVER);
        started(whalesFeed());

        assertThat(alerts.count(EVER) - before).isEqualTo(made().size());
        assertThat(told()).isEmpty();
    }

    @Test
    void waitsForAStoreThatIsAwayAndLosesNothing() {
        started(whalesFeed());
        alerts.goAway(3);
        runTo(MINUTES);

        assertThat(told()).hasSameSizeAs(made());
        assertThat(alerts.count(new Span(OPEN, Long.MAX_VALUE))).isEqualTo(made().size());
    }

    @Test
    void goesOnWithBarsWhileTheVendorOfFlowFails() {
        var failing = new FakeFlowFeed();
        failing.fail("the sea is empty");
        var running = starting(failing);
        await(running, Health.State.DEGRADED);
        runTo(10);

        assertThat(running.health().detail()).contains("flow alerts", "the sea is empty");
        assertThat(market()).hasSize(30);
        failing.fail("");
        failing.listener().disconnected("no plan");
        lockstep.settle();
        assertThat(running.health().detail()).contains("no plan");
        runTo(20);
        assertThat(market()).hasSize(60);
    }

    @Test
    void neverTellsAnAlertBehindAMarkThatWasToldBefore() {
        var fake = new FakeFlowFeed();
        var running = starting(fake);
        await(running, Health.State.READY);
        runTo(3);
        long late = OPEN + 2 * MINUTE;
        fake.tell(FlowStoreContract.alert(SYMBOLS.getLast(), "b", late, late));
        fake.tell(FlowStoreContract.alert(SYMBOLS.getFirst(), "a", late, late));
        lockstep.settle();
        assertThat(told()).isEmpty();
        runTo(4);

        long mark = OPEN + 3 * MINUTE;
        assertThat(told()).extracting(FlowAlert::learnedAt).containsExactly(mark + 1, mark + 1);
        assertThat(told()).extracting(FlowAlert::symbol).isEqualTo(SYMBOLS);
    }

    private FlowFeed whalesFeed() {
        return new UnusualWhalesFeed(
                UnusualWhalesSettings.of(
                        whales.address(), whales.streamAddress(), Secret.of("key"), Duration.ZERO),
                clock,
                lockstep,
                metrics);
    }

    private DataAcquisition started(FlowFeed feed) {
        var made = starting(feed);
        await(made, Health.State.READY);
        lockstep.settle();
        assertThat(made.health().detail()).contains("flow alerts");
        return made;
    }

    private DataAcquisition starting(FlowFeed feed) {
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

    private static void await(DataAcquisition running, Health.State state) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (running.health().state() != state && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(running.health().state()).as(running.health().detail()).isEqualTo(state);
    }

    /// To just after so many minutes of the session, with the grace of the last.
    private void runTo(int minutes) {
        new MarketDriver(
                        new MarketDriver.Market(market, CALENDAR, List.of(massive)),
                        new MarketDriver.Machinery(clock, lockstep, frames),
                        new Course(
                                clock.now(), OPEN + minutes * MINUTE + 3_000_000_000L, Pace.max()),
                        Watcher.none())
                .run();
    }

    /// What the vendor has made in the minutes that were run, and that marks have closed.
    private List<OptionsFlow> made() {
        return SYMBOLS.stream()
                .flatMap(each -> flow.between(each, OPEN, OPEN + MINUTES * MINUTE + 1).stream())
                .sorted(Comparator.comparingLong(OptionsFlow::madeAt))
                .toList();
    }

    private static List<Long> times(List<OptionsFlow> made) {
        return made.stream().map(OptionsFlow::madeAt).toList();
    }

    /// When the last alert was made whose last trade was at that moment.
    private long madeLast(FlowAlert alert) {
        return flow.between(alert.symbol(), OPEN, OPEN + DAY).stream()
                .filter(each -> each.times().to() == alert.happenedAt())
                .mapToLong(OptionsFlow::madeAt)
                .max()
                .orElseThrow();
    }

    private List<Event.Timer> histories() {
        return events.stream()
                .filter(Event.Timer.class::isInstance)
                .map(Event.Timer.class::cast)
                .filter(timer -> timer.name().equals("history-ready"))
                .toList();
    }

    private List<Event> market() {
        return events.stream()
                .filter(event -> event instanceof Event.Market || event instanceof Event.Mark)
                .toList();
    }

    private List<FlowAlert> told() {
        return market().stream()
                .filter(Event.Market.class::isInstance)
                .map(event -> ((Event.Market) event).event())
                .filter(FlowAlert.class::isInstance)
                .map(FlowAlert.class::cast)
                .toList();
    }
}
