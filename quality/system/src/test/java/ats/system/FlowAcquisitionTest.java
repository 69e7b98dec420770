package ats.system;

import static ats.system.FlowStage.MINUTE;
import static ats.system.FlowStage.MINUTES;
import static ats.system.FlowStage.OPEN;
import static ats.system.FlowStage.SYMBOLS;
import static ats.system.FlowStage.await;
import static ats.system.FlowStage.times;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.engine.Event;
import ats.engine.port.MarketFeed.Span;
import ats.platform.service.Health;
import ats.testkit.FakeFlowFeed;
import ats.testkit.FlowStoreContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data acquisition with flow against the simulated vendor and its bad habits: every alert once,
/// before the mark of the instant in which it was learned.
final class FlowAcquisitionTest {

    @TempDir private Path home;
    private FlowStage stage;

    @BeforeEach
    void open() {
        stage = new FlowStage(home);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void publishesEachAlertBeforeTheMarkOfItsInstantInTheOrderOfLearning() {
        stage.started(stage.whalesFeed());
        stage.runTo(MINUTES);

        assertThat(stage.made()).hasSizeGreaterThan(5);
        assertThat(stage.told()).extracting(FlowAlert::learnedAt).isEqualTo(times(stage.made()));
        long mark = OPEN;
        for (var event : stage.market()) {
            if (event instanceof Event.Mark closed) {
                mark = closed.learnedAt();
            } else {
                assertThat(event.learnedAt())
                        .isGreaterThan(mark)
                        .isLessThanOrEqualTo(mark + MINUTE);
            }
        }
        assertThat(stage.market()).isSortedAccordingTo(Comparator.comparingLong(Event::learnedAt));
    }

    @Test
    void storesWhatItPublishes() {
        stage.started(stage.whalesFeed());
        stage.runTo(MINUTES);

        var stored = new ArrayList<FlowAlert>();
        SYMBOLS.forEach(
                each -> stored.addAll(stage.alerts().alerts(each, new Span(OPEN, Long.MAX_VALUE))));
        assertThat(stored).containsExactlyInAnyOrderElementsOf(stage.told());
    }

    @Test
    void tellsTheSameTwice() {
        stage.started(stage.whalesFeed());
        stage.runTo(MINUTES);
        var first = List.copyOf(stage.market());
        try (var other = new FlowStage(home)) {
            other.started(other.whalesFeed());
            other.runTo(MINUTES);
            assertThat(other.market()).isEqualTo(first);
        }
    }

    @Test
    void takesADoubledAlertOnceAndALateOneWhenItComes() {
        stage.started(stage.whalesFeed());
        stage.whales().faults().doubledFrames(3);
        stage.whales().faults().lateFrames(2, Duration.ofMinutes(10));
        stage.runTo(MINUTES);

        assertThat(stage.told()).hasSameSizeAs(stage.made());
        assertThat(stage.told()).extracting(FlowAlert::id).doesNotHaveDuplicates();
        assertThat(
                        stage.told().stream()
                                .filter(
                                        alert ->
                                                alert.learnedAt() > stage.madeLast(alert) + MINUTE))
                .hasSize(2);
    }

    @Test
    void fetchesTheAlertWhoseFrameCouldNotBeRead() {
        stage.started(stage.whalesFeed());
        stage.whales().faults().malformedFrames(2);
        stage.runTo(MINUTES);

        assertThat(stage.told()).extracting(FlowAlert::learnedAt).isEqualTo(times(stage.made()));
        assertThat(stage.told()).extracting(FlowAlert::id).doesNotHaveDuplicates();
    }

    @Test
    void repairsALostStreamFromHistoryWithoutDoublingAnything() {
        var running = stage.started(stage.whalesFeed());
        stage.runTo(20);
        stage.whales().faults().droppedConnections(1);
        stage.runTo(60);
        await(running, Health.State.READY);
        stage.lockstep().settle();
        stage.runTo(MINUTES);

        assertThat(stage.told()).hasSameSizeAs(stage.made());
        assertThat(stage.told()).extracting(FlowAlert::id).doesNotHaveDuplicates();
        assertThat(stage.told()).extracting(FlowAlert::learnedAt).isSorted();
    }

    @Test
    void waitsForAStoreThatIsAwayAndLosesNothing() {
        stage.started(stage.whalesFeed());
        stage.alerts().goAway(3);
        stage.runTo(MINUTES);

        assertThat(stage.told()).hasSameSizeAs(stage.made());
        assertThat(stage.alerts().count(new Span(OPEN, Long.MAX_VALUE)))
                .isEqualTo(stage.made().size());
    }

    @Test
    void goesOnWithBarsWhileTheVendorOfFlowFails() {
        var failing = new FakeFlowFeed();
        failing.fail("the sea is empty");
        var running = stage.starting(failing);
        await(running, Health.State.DEGRADED);
        stage.runTo(10);

        assertThat(running.health().detail()).contains("flow alerts", "the sea is empty");
        assertThat(stage.market()).hasSize(30);
        failing.fail("");
        failing.listener().disconnected("no plan");
        stage.lockstep().settle();
        assertThat(running.health().detail()).contains("no plan");
        stage.runTo(20);
        assertThat(stage.market()).hasSize(60);
    }

    @Test
    void neverTellsAnAlertBehindAMarkThatWasToldBefore() {
        var fake = new FakeFlowFeed();
        var running = stage.starting(fake);
        await(running, Health.State.READY);
        stage.runTo(3);
        long late = OPEN + 2 * MINUTE;
        fake.tell(FlowStoreContract.alert(SYMBOLS.getLast(), "b", late, late));
        fake.tell(FlowStoreContract.alert(SYMBOLS.getFirst(), "a", late, late));
        stage.lockstep().settle();
        assertThat(stage.told()).isEmpty();
        stage.runTo(4);

        long mark = OPEN + 3 * MINUTE;
        assertThat(stage.told())
                .extracting(FlowAlert::learnedAt)
                .containsExactly(mark + 1, mark + 1);
        assertThat(stage.told()).extracting(FlowAlert::symbol).isEqualTo(SYMBOLS);
    }
}
