package ats.system;

import static ats.system.FlowStage.DAY;
import static ats.system.FlowStage.EVER;
import static ats.system.FlowStage.MINUTE;
import static ats.system.FlowStage.MINUTES;
import static ats.system.FlowStage.OPEN;
import static ats.system.FlowStage.START;
import static ats.system.FlowStage.SYMBOLS;
import static ats.system.FlowStage.await;
import static ats.system.FlowStage.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.engine.port.MarketFeed.Span;
import ats.platform.service.Health;
import ats.platform.service.Latecomer;
import ats.testkit.FakeFlowFeed;
import ats.testkit.FlowStoreContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What data acquisition knows of flow without having heard it: what was made before its start, and
/// while it was away.
final class FlowHistoryTest {

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
    void storesTheHistoryAndPublishesNothingOfIt() {
        stage.started(stage.whalesFeed());

        for (var symbol : SYMBOLS) {
            var past = stage.flow().between(symbol, START - 60 * DAY, START);
            assertThat(past).hasSizeGreaterThan(200);
            assertThat(stage.alerts().alerts(symbol, EVER))
                    .extracting(FlowAlert::learnedAt)
                    .isEqualTo(times(past));
        }
        assertThat(stage.told()).isEmpty();
        assertThat(stage.storedAtReady())
                .as("when it was told")
                .isEqualTo(stage.alerts().count(EVER));
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
        var running = stage.starting(failing);
        await(running, Health.State.DEGRADED);
        assertThat(stage.storedAtReady()).isZero();
        failing.fail("");
        await(running, Health.State.READY);
        stage.lockstep().settle();
        stage.runTo(1);
        assertThat(stage.storedAtReady()).isEqualTo(4);
        assertThat(stage.told()).isEmpty();
        assertThat(stage.histories()).hasSize(2);
        assertThat(stage.histories().getLast().happenedAt())
                .isGreaterThan(stage.histories().getFirst().happenedAt());
    }

    /// Asked by a service that has just begun, it tells of nothing new.
    @Test
    void saysToALatecomerWhenTheHistoryWasWhole() {
        stage.started(new FakeFlowFeed());
        stage.runTo(5);
        stage.bus().publish(Latecomer.TOPIC, "late", new byte[0]);
        stage.lockstep().settle();

        assertThat(stage.histories()).hasSize(2);
        assertThat(stage.histories()).extracting(Event.Timer::happenedAt).containsOnly(START);
        assertThat(stage.histories().getLast().learnedAt()).isGreaterThan(OPEN);
    }

    /// The bar was told without it, so it belongs to the next: nobody knew more at that time.
    @Test
    void learnsAfterTheLastBarWhatWasOnItsWayWhenItWasCutOff() {
        var symbol = SYMBOLS.getFirst();
        var fake = new FakeFlowFeed();
        fake.add(FlowStoreContract.alert(symbol, "known", START - DAY, START - DAY));
        stage.started(fake);
        stage.runTo(10);
        long over = stage.bars().newest(symbol, Timeframe.MINUTE);
        assertThat(over).isEqualTo(OPEN + 10 * MINUTE);
        stage.stop();

        var again = new FakeFlowFeed();
        var early = over - 2 * Duration.ofHours(1).toNanos();
        again.add(FlowStoreContract.alert(symbol, "early", early, early));
        again.add(FlowStoreContract.alert(symbol, "on its way", over - 5, over - 1));
        again.add(FlowStoreContract.alert(symbol, "of the next bar", over + 7, over + 9));
        again.add(FlowStoreContract.alert(SYMBOLS.getLast(), "first ever", over - 5, over - 1));
        stage.started(again);

        assertThat(stage.alerts().alerts(symbol, new Span(early, Long.MAX_VALUE)))
                .extracting(FlowAlert::id, FlowAlert::learnedAt)
                .containsExactly(
                        tuple("early", early),
                        tuple("on its way", over + 1),
                        tuple("of the next bar", over + 9));
        assertThat(stage.alerts().alerts(SYMBOLS.getLast(), EVER))
                .extracting(FlowAlert::learnedAt)
                .containsExactly(over - 1);
    }

    @Test
    void fetchesWhatWasMadeWhileItWasAway() {
        stage.started(stage.whalesFeed());
        stage.stop();
        stage.runTo(MINUTES);
        long before = stage.alerts().count(EVER);
        stage.started(stage.whalesFeed());

        assertThat(stage.alerts().count(EVER) - before).isEqualTo(stage.made().size());
        assertThat(stage.told()).isEmpty();
    }
}
