package ats.services.featureengineering;

import static ats.services.featureengineering.LiveFeatures.START;
import static ats.services.featureengineering.LiveFeatures.at;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bars that come before the history is there, as they do for one who was away or has just joined.
final class BacklogTest {

    @TempDir private Path home;
    private LiveFeatures live;

    @BeforeEach
    void start() {
        live = new LiveFeatures(home, "set small\naverage = Mean(close, 5)\nflow = Sum(alerts, 5)");
    }

    @AfterEach
    void stop() {
        live.close();
    }

    @Test
    void eachGetsItsVectorOnceThereIsHistory() {
        live.missTo(20);
        live.runTo(24);
        live.tell("early", at(24) - 1);
        live.runTo(26);
        assertThat(live.minutes()).isEmpty();
        assertThat(live.settled()).as("may count as handled").isFalse();
        live.sayThatHistoryIsThereSince(START);
        assertThat(live.minutes()).containsExactly(20, 21, 22, 23, 24, 25);
        assertThat(live.settled()).as("may count as handled").isTrue();
        live.runTo(28);
        assertThat(live.minutes()).containsExactly(20, 21, 22, 23, 24, 25, 26, 27);
        assertThat(live.differing()).isEmpty();
    }

    @Test
    void whereNothingCameBeforeNothingIsMadeOfHistory() {
        live.missTo(20);
        live.sayThatHistoryIsThereSince(START);
        live.runTo(22);
        assertThat(live.minutes()).containsExactly(20, 21);
        assertThat(live.differing()).isEmpty();
    }
}
