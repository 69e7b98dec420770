package ats.services.featureengineering;

import static ats.services.featureengineering.LiveFeatures.START;
import static ats.services.featureengineering.LiveFeatures.at;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts that came into the store without being told, because whoever tells them was away: the
/// vectors after that are those that the store gives.
final class UntoldAlertsTest {

    private static final int NOW = 0;
    private static final int LATELY = 1;

    @TempDir private Path home;
    private LiveFeatures live;

    @BeforeEach
    void start() {
        live = new LiveFeatures(home, "set small\nnow = alerts\nlately = Sum(alerts, 5)");
        live.sayThatHistoryIsThereSince(START);
        live.runTo(10);
    }

    @AfterEach
    void stop() {
        live.close();
    }

    @Test
    void oneOfABarThatIsOverCountsFromTheNextVectorOn() {
        live.store("late", at(10) - 1);
        live.runTo(11);
        assertThat(live.value(LATELY)).as("nobody has said anything").isZero();
        live.sayThatHistoryIsThereSince(START);
        live.runTo(12);
        assertThat(live.value(LATELY)).as("what was said is nothing new").isZero();
        live.sayThatHistoryIsThereSince(at(11));
        live.runTo(13);
        assertThat(live.value(LATELY)).isEqualTo(1);
        assertThat(live.differing()).containsExactly(10, 11);
    }

    @Test
    void oneOfTheBarToComeCountsInIt() {
        live.store("known", at(10) - 1);
        live.sayThatHistoryIsThereSince(at(9));
        live.runTo(11);
        assertThat(live.value(NOW)).isEqualTo(1);
        assertThat(live.differing()).isEmpty();
    }

    /// Its bar is not the one whose vector is made when the store is looked into.
    @Test
    void oneOfTheBarAfterThatIsNotForgotten() {
        live.store("early", at(10) + 1);
        live.sayThatHistoryIsThereSince(at(9));
        live.runTo(11);
        assertThat(live.value(NOW)).isZero();
        live.runTo(12);
        assertThat(live.value(NOW)).isEqualTo(1);
        assertThat(live.differing()).isEmpty();
    }

    @Test
    void whatIsToldAfterItWasFoundCountsOnce() {
        live.store("early", at(10) + 1);
        live.sayThatHistoryIsThereSince(at(9));
        live.runTo(11);
        live.tell("early", at(10) + 1);
        live.runTo(12);
        live.tell("early", at(10) + 1);
        live.runTo(13);
        assertThat(live.value(LATELY)).isEqualTo(1);
        assertThat(live.differing()).isEmpty();
    }

    /// What has been told already of the next bar outlives that the engine is built anew.
    @Test
    void aLateBarDoesNotLoseTheAlertsOfTheNext() {
        live.tell("early", at(10) + 1);
        live.runWithALateBar(3);
        live.runTo(12);
        assertThat(live.value(NOW)).isEqualTo(1);
        assertThat(live.differing()).isEmpty();
    }
}
