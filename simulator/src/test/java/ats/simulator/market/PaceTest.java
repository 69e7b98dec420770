package ats.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaceTest {

    @Test
    void readsASpeedOrMax() {
        assertThat(Pace.parse("max")).isEqualTo(Pace.max());
        assertThat(Pace.parse("60")).isEqualTo(Pace.times(60));
        assertThat(Pace.parse("1.5")).isEqualTo(Pace.times(1.5));
        assertThat(Pace.parse("100000")).isEqualTo(Pace.times(100_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "100001"})
    void refusesASpeedThatCannotBe(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pace.parse(text))
                .withMessageStartingWith("a speed is above 0 and at most 100000, or max: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "60x"})
    void saysHowASpeedIsWritten(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pace.parse(text))
                .withMessage("'" + text + "' is not a speed; write a number such as 60, or max");
    }

    @Test
    void aCourseEndsNoEarlierThanItStarts() {
        assertThat(new Course(5, 5, Pace.max()).endAt()).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Course(5, 4, Pace.max()))
                .withMessage("a market cannot end before it starts");
    }
}
