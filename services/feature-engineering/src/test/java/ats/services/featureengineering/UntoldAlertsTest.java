package ats.services.featureengineering;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.engine.codec.Codec;
import ats.features.FeatureSet;
import ats.platform.bus.InProcessBus;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.time.ProcessClock;
import ats.testkit.FlowStoreContract;
import ats.testkit.HandClock;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryFlowStore;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryPartStore;
import ats.testkit.MemoryVectorStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts that came into the store without being told, because whoever tells them was away: the
/// vectors after that are those that the store gives.
final class UntoldAlertsTest {

    private static final Symbol SPY = Symbol.of("SPY");
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final long START = 1_717_421_400_000_000_000L;
    private static final LocalDate DAY = LocalDate.of(2024, 6, 3);
    private static final FeatureSet SET =
            FeatureSet.parse("set small\nnow = alerts\nlately = Sum(alerts, 5)");

    private final MemoryMarketStore bars = new MemoryMarketStore();
    private final MemoryFlowStore alerts = new MemoryFlowStore();
    private final MemoryVectorStore stored = new MemoryVectorStore();
    private final MemoryJobStore jobs = new MemoryJobStore(() -> 0);
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(20));
    private final InProcessBus bus = new InProcessBus(lockstep, 10_000);
    private final Metrics metrics = new Metrics();
    private final FeatureEngineering.Needs needs =
            new FeatureEngineering.Needs(
                    new FeatureSettings(SET, List.of(SPY), Timeframe.MINUTE, DAY),
                    new AlwaysOpen(),
                    new Stores(
                            bars,
                            new MemoryActionStore(),
                            Optional.of(alerts),
                            stored,
                            jobs,
                            new MemoryPartStore(jobs, () -> 0)),
                    "a test");
    private final FeatureEngineering service = new FeatureEngineering(needs);

    @TempDir private Path home;

    private int minute;

    @BeforeEach
    void start() {
        stored.saveSet(SET.hash(), SET.canonical());
        service.start(
                new Context(
                        "test",
                        "development",
                        home,
                        bus,
                        new HandClock(START),
                        ProcessClock.system(),
                        lockstep,
                        metrics));
        sayThatHistoryIsThereSince(START);
        runTo(10);
    }

    @AfterEach
    void stop() {
        service.close();
        bus.close();
        metrics.close();
    }

    @Test
    void oneOfABarThatIsOverCountsFromTheNextVectorOn() {
        store("late", at(10) - 1);
        runTo(11);
        assertThat(lately()).as("nobody has said anything").isZero();
        sayThatHistoryIsThereSince(START);
        runTo(12);
        assertThat(lately()).as("what was said is nothing new").isZero();
        sayThatHistoryIsThereSince(at(11));
        runTo(13);
        assertThat(lately()).isEqualTo(1);
        assertParityFrom(12);
    }

    @Test
    void oneOfTheBarToComeCountsInIt() {
        store("known", at(10) - 1);
        sayThatHistoryIsThereSince(at(9));
        runTo(11);
        assertThat(now()).isEqualTo(1);
        assertParityFrom(0);
    }

    /// Its bar is not the one whose vector is made when the store is looked into.
    @Test
    void oneOfTheBarAfterThatIsNotForgotten() {
        store("early", at(10) + 1);
        sayThatHistoryIsThereSince(at(9));
        runTo(11);
        assertThat(now()).isZero();
        runTo(12);
        assertThat(now()).isEqualTo(1);
        assertParityFrom(0);
    }

    @Test
    void whatIsToldAfterItWasFoundCountsOnce() {
        store("early", at(10) + 1);
        sayThatHistoryIsThereSince(at(9));
        runTo(11);
        tell("early", at(10) + 1);
        runTo(12);
        tell("early", at(10) + 1);
        runTo(13);
        assertThat(lately()).isEqualTo(1);
        assertParityFrom(0);
    }

    /// What has been told already of the next bar outlives that the engine is built anew.
    @Test
    void aLateBarDoesNotLoseTheAlertsOfTheNext() {
        tell("early", at(10) + 1);
        bars.saveBars(Timeframe.MINUTE, List.of(bar(10)));
        tell(new Event.Market(bar(10)));
        tell(new Event.Market(bar(3)));
        tell(new Event.Mark(at(10), at(10), 2));
        minute = 11;
        runTo(12);
        assertThat(now()).isEqualTo(1);
        assertParityFrom(0);
    }

    private void sayThatHistoryIsThereSince(long happenedAt) {
        tell(new Event.Timer("history-ready", happenedAt, Math.max(happenedAt, at(minute - 1))));
    }

    private void tell(Event event) {
        bus.publish("market", event instanceof Event.Market ? "SPY" : "", Codec.bytes(event));
        lockstep.settle();
    }

    private void tell(String id, long learnedAt) {
        store(id, learnedAt);
        tell(new Event.Market(alert(id, learnedAt)));
    }

    private void store(String id, long learnedAt) {
        alerts.saveAlerts(List.of(alert(id, learnedAt)));
    }

    private static FlowAlert alert(String id, long learnedAt) {
        return FlowStoreContract.alert(SPY, id, learnedAt, learnedAt);
    }

    /// The vectors of all minutes before this one.
    private void runTo(int end) {
        for (; minute < end; minute++) {
            bars.saveBars(Timeframe.MINUTE, List.of(bar(minute)));
            tell(new Event.Market(bar(minute)));
            tell(new Event.Mark(at(minute), at(minute), 1));
        }
    }

    /// The last vector's.
    private float now() {
        return published(minute - 1).get(0);
    }

    private float lately() {
        return published(minute - 1).get(1);
    }

    private FloatBuffer published(int number) {
        return stored.read(SET.hash(), at(number), at(number) + 1).getFirst().values();
    }

    /// Every vector from this one on is what the store gives now.
    private void assertParityFrom(int first) {
        var history = new History(needs.settings(), needs.calendar(), needs.stores());
        var differing = new ArrayList<Integer>();
        var _ =
                history.replayed(
                        history.of(SPY, at(minute)),
                        (bar, engine) -> {
                            int number = (int) ((bar.to() - START) / MINUTE) - 1;
                            if (number >= first
                                    && !Parity.same(published(number), engine.values())) {
                                differing.add(number);
                            }
                        });
        assertThat(differing).isEmpty();
    }

    /// When that bar ends.
    private static long at(int number) {
        return START + (number + 1) * MINUTE;
    }

    private static Bar bar(int number) {
        var price = Price.of(100 + number);
        long end = at(number);
        return new Bar(
                SPY, end - MINUTE, end, end, price, price, price, price, Quantity.of(10), false);
    }
}
