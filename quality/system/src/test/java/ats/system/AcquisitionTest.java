package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.adapters.massive.MassiveFeed;
import ats.adapters.massive.MassiveSettings;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.Price;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.engine.codec.Codec;
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
import ats.simulator.market.Course;
import ats.simulator.market.FrameQueue;
import ats.simulator.market.MarketDriver;
import ats.simulator.market.Pace;
import ats.simulator.market.VirtualClock;
import ats.simulator.market.Watcher;
import ats.simulator.massive.Market;
import ats.simulator.massive.MassiveOptions;
import ats.simulator.massive.MassiveServer;
import ats.simulator.source.BarSource;
import ats.simulator.source.SeededMarket;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryMarketStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data acquisition with our adapter against the simulated vendor and its bad habits, over sockets,
/// in lockstep: what the bus gets is every bar once, in order, and nothing else.
final class AcquisitionTest {
    private static final NewYorkCalendar CALENDAR = new NewYorkCalendar();
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final Symbol ASTER = Symbol.of("ASTER");
    private static final Symbol BASIL = Symbol.of("BASIL");
    private static final long OPEN = CALENDAR.session(FIRST).orElseThrow().open();
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final long HALF_HOUR = 30 * MINUTE;
    private static final long GRACE = Duration.ofSeconds(2).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private final Metrics metrics = new Metrics();
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(20));
    private final VirtualClock clock = new VirtualClock(OPEN - HALF_HOUR - MINUTE);
    private final FrameQueue frames = FrameQueue.stepped();
    private final InProcessBus bus = new InProcessBus(lockstep, 100_000);
    private final MemoryMarketStore store = new MemoryMarketStore();
    private final MemoryActionStore actions = new MemoryActionStore();
    private final BarSource market =
            new WithDividend(new SeededMarket(1, FIRST, CALENDAR, List.of(ASTER, BASIL)));
    private final MassiveServer vendor =
            new MassiveServer(
                    new Market(market, CALENDAR, clock, lockstep, frames),
                    MassiveOptions.of("key"));
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @TempDir private Path home;

    private Optional<DataAcquisition> acquisition = Optional.empty();

    @AfterEach
    void close() {
        acquisition.ifPresent(DataAcquisition::close);
        bus.close();
        vendor.close();
        frames.close();
        metrics.close();
    }

    @Test
    void publishesTheBarsOfEachInstantBySymbolAndThenItsMark() {
        runTo(started(ASTER, BASIL), 5);

        assertThat(live()).hasSize(15);
        for (int minute = 0; minute < 5; minute++) {
            long end = OPEN + (minute + 1) * MINUTE;
            assertThat(live().subList(3 * minute, 3 * minute + 3))
                    .satisfiesExactly(
                            first -> assertThat(barOf(first).symbol()).isEqualTo(ASTER),
                            second -> assertThat(barOf(second).symbol()).isEqualTo(BASIL),
                            mark -> assertThat(mark).isEqualTo(new Event.Mark(end, end, 2)));
        }
    }

    @Test
    void storesTheHistoryThatAStrategyIsWarmedWith() {
        started(ASTER, BASIL);

        var last = store.lastBars(ASTER, Timeframe.MINUTE, clock.now(), 500);
        assertThat(last).hasSize(500).isSortedAccordingTo(Comparator.comparingLong(Bar::to));
        assertThat(last.getLast().to()).isLessThanOrEqualTo(clock.now());
        assertThat(events).last().isInstanceOf(Event.Timer.class);
    }

    @Test
    void takesADoubledBarOnce() {
        var running = started(ASTER, BASIL);
        vendor.faults().doubledFrames(4);
        runTo(running, 5);

        assertThat(live()).hasSize(15);
    }

    @Test
    void fetchesTheBarWhoseFrameCouldNotBeRead() {
        var running = started(ASTER, BASIL);
        vendor.faults().malformedFrames(2);
        runTo(running, 5);

        assertThat(bars()).hasSize(10).doesNotHaveDuplicates();
        assertThat(marks()).hasSize(5);
    }

    @Test
    void waitsOutBusyAndBrokenAnswers() {
        vendor.faults().tooManyRequests(1);
        vendor.faults().serverErrors(1);
        runTo(started(ASTER, BASIL), 2);

        assertThat(live()).hasSize(6);
    }

    @Test
    void asksAgainWhenAnAnswerIsEmpty() {
        vendor.faults().emptyAnswers(1);
        started(ASTER, BASIL);

        assertThat(store.lastBars(ASTER, Timeframe.MINUTE, clock.now(), 500)).hasSize(500);
    }

    @Test
    void namesASymbolThatTheVendorDoesNotHave() {
        var running = started(ASTER, Symbol.of("NOSUCH"));

        assertThat(running.health().detail()).contains("NOSUCH", "check how");
        runTo(running, 3);
        assertThat(bars()).hasSize(3);
        assertThat(marks()).hasSize(3);
    }

    @Test
    void waitsForAStoreThatIsAwayAndLosesNothing() {
        var running = started(ASTER, BASIL);
        store.goAway(3);
        runTo(running, 3);

        assertThat(live()).hasSize(9);
        assertThat(store.newest(ASTER, Timeframe.MINUTE)).isEqualTo(OPEN + 3 * MINUTE);
    }

    @Test
    void tellsTheSessionsDividendsHalfAnHourBeforeTheOpenAndThatTheyAreAll() {
        runTo(started(ASTER, BASIL), 1);

        var morning = events.stream().filter(event -> event instanceof Event.Action).toList();
        assertThat(morning).hasSize(1);
        assertThat(morning.getFirst().learnedAt()).isEqualTo(OPEN - HALF_HOUR);
        int told = events.indexOf(morning.getFirst());
        assertThat(events.get(told + 1))
                .isEqualTo(
                        new Event.Timer(
                                "session-actions:" + FIRST, OPEN - HALF_HOUR, OPEN - HALF_HOUR));
        assertThat(actions.between(ASTER, FIRST, FIRST)).hasSize(1);
    }

    @Test
    void countsEveryBarOnce() {
        var running = started(ASTER, BASIL);
        long history = running.bars();
        vendor.faults().doubledFrames(3);
        runTo(running, 4);

        assertThat(history)
                .isPositive()
                .isEqualTo(store.count(Timeframe.MINUTE, new Span(0, OPEN - HALF_HOUR)));
        assertThat(running.bars()).isEqualTo(history + 8);
    }

    private DataAcquisition started(Symbol... symbols) {
        bus.subscribe("market", "test", message -> events.add(Codec.event(message.bytes())));
        var settings =
                MassiveSettings.of(
                        vendor.address(), vendor.streamAddress(), Secret.of("key"), Duration.ZERO);
        var made =
                new DataAcquisition(
                        new DataAcquisition.Needs(
                                new MassiveFeed(settings, CALENDAR, clock, lockstep, metrics),
                                store,
                                actions,
                                CALENDAR,
                                new AcquisitionSettings(
                                        List.of(symbols),
                                        Timeframe.MINUTE,
                                        Timeframe.MINUTE,
                                        FIRST.minusDays(60),
                                        GRACE),
                                DataAcquisition.Progress.none(),
                                Optional.empty()));
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
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (made.health().state() != Health.State.READY && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(made.health().state()).as(made.health().detail()).isEqualTo(Health.State.READY);
        lockstep.settle();
        return made;
    }

    /// To just after so many minutes of the session, with the grace of the last.
    private void runTo(DataAcquisition running, int minutes) {
        long end = OPEN + minutes * MINUTE + MINUTE / 2;
        new MarketDriver(
                        new MarketDriver.Market(market, CALENDAR, List.of(vendor)),
                        new MarketDriver.Machinery(clock, lockstep, frames),
                        new Course(clock.now(), end, Pace.max()),
                        Watcher.none())
                .run();
        assertThat(running.health().ready()).as(running.health().detail()).isTrue();
    }

    private List<Event> live() {
        return events.stream()
                .filter(event -> event instanceof Event.Market || event instanceof Event.Mark)
                .toList();
    }

    private List<Bar> bars() {
        return live().stream()
                .filter(Event.Market.class::isInstance)
                .map(AcquisitionTest::barOf)
                .toList();
    }

    private List<Event> marks() {
        return live().stream().filter(Event.Mark.class::isInstance).toList();
    }

    private static Bar barOf(Event event) {
        return (Bar) ((Event.Market) event).event();
    }

    /// A market whose first share pays a quarter on the first day.
    private record WithDividend(BarSource plain) implements BarSource {
        @Override
        public List<Symbol> symbols() {
            return plain.symbols();
        }

        @Override
        public Timeframe base() {
            return plain.base();
        }

        @Override
        public List<Bar> between(Symbol symbol, long from, long to) {
            return plain.between(symbol, from, to);
        }

        @Override
        public OptionalLong nextEnd(long after) {
            return plain.nextEnd(after);
        }

        @Override
        public List<Bar> endingAt(long at) {
            return plain.endingAt(at);
        }

        @Override
        public List<CorporateAction> actions(LocalDate from, LocalDate to) {
            return FIRST.isBefore(from) || FIRST.isAfter(to)
                    ? List.of()
                    : List.of(
                            new CorporateAction.Dividend(
                                    ASTER, FIRST, OPEN, OPEN, Price.parse("0.25")));
        }
    }
}
