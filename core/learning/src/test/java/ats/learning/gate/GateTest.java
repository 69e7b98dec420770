package ats.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.learning.statistics.Coefficients;
import ats.learning.statistics.Sharpe;
import ats.learning.statistics.Trials;

import org.junit.jupiter.api.Test;

final class GateTest {

    private Shown shown = new Shown();

    @Test
    void passesWhatShowsEverything() {
        var verdict = shown.judged();
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.conditions()).hasSize(8);
    }

    @Test
    void eachConditionAloneCanRefuse() {
        var none = new Coefficients(new double[] {-.05, .05, -.06, .04});
        shown.rows = 499;
        assertRefused("rows out of sample");
        shown.sessions = 59;
        assertRefused("sessions out of sample");
        shown.coefficients = none;
        assertRefused("mean rank correlation", "t-statistic of the rank correlation");
        shown.sharpe = new Sharpe(.05, 250, 0, 3);
        assertRefused("deflated Sharpe ratio after costs");
        shown.choice = Optional.of(new Choice(.1, .25));
        assertRefused("chance that the chosen configuration loses");
        shown.worstFold = -.05;
        assertRefused("rank correlation of the worst fold");
        shown.slope = 0;
        assertRefused("slope of calibration");
    }

    @Test
    void manyTrialsDeflate() {
        shown.trials = new Trials(1000, 0, 999 * .1 * .1);
        assertRefused("deflated Sharpe ratio after costs");
    }

    @Test
    void whatIsNoNumberNeverPasses() {
        for (var relation : Condition.Relation.values()) {
            assertThat(new Condition("x", Double.NaN, relation, 0).passed()).isFalse();
        }
        assertThat(new Condition("x", 1, Condition.Relation.BELOW, 1).passed()).isFalse();
        assertThat(new Condition("x", 1, Condition.Relation.ABOVE, 1).passed()).isFalse();
        assertThat(new Condition("x", 1, Condition.Relation.AT_LEAST, 1).passed()).isTrue();
        assertThatThrownBy(() -> new Verdict(List.of())).hasMessageContaining("on nothing");
    }

    @Test
    void oneConfigurationCannotBeOverchosen() {
        shown.choice = Optional.empty();
        assertThat(shown.judged().conditions()).hasSize(7);
        assertThat(shown.judged().passed()).isTrue();
    }

    /// Which of two equals is ahead is chance, and no reason to refuse either.
    @Test
    void twinsThatBothEarnMayTradePlaces() {
        shown.choice = Optional.of(new Choice(1, 0));
        assertThat(shown.judged().passed()).isTrue();
    }

    /// Then shows everything again.
    private void assertRefused(String... names) {
        assertThat(shown.judged().passed()).isFalse();
        assertThat(shown.judged().failed()).containsExactly(names);
        shown = new Shown();
    }

    /// Evidence that just passes, of which a test spoils one part.
    private static final class Shown {
        int rows = 500;
        int sessions = 60;
        Coefficients coefficients = new Coefficients(new double[] {.05, .07, .04, .06, .05});
        Sharpe sharpe = new Sharpe(.2, 250, 0, 3);
        Trials trials = Trials.NONE;
        Optional<Choice> choice = Optional.of(new Choice(.1, .1));
        double worstFold;
        double slope = 1;

        Verdict judged() {
            return Gate.USUAL.judge(
                    new Evidence(
                            rows,
                            sessions,
                            coefficients,
                            0,
                            sharpe,
                            trials,
                            choice,
                            worstFold,
                            slope));
        }
    }
}
