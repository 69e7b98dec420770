package ats.learning.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import ats.learning.drift.SkillMonitor.Skill;
import ats.learning.policy.Policy.Answer;

import org.junit.jupiter.api.Test;

final class PolicyTest {

    private static final Policy POLICY = new Policy(2, .5, .01, 2, 60, 100, 2, 1000);
    private static final Skill FINE = new Skill(.05, .01, 40);
    private static final Skill LOST = new Skill(-.05, .02, 40);

    @Test
    void doesNothingWhileAllIsWell() {
        assertThat(POLICY.answer(facts(0, 0, FINE))).isEqualTo(new Answer.Nothing());
        // bad luck is no loss of skill
        var unsure = new Skill(-.05, .04, 40);
        assertThat(POLICY.answer(facts(0, .49, unsure))).isEqualTo(new Answer.Nothing());
    }

    @Test
    void trainsWithItsReasons() {
        assertThat(POLICY.answer(facts(2, 0, FINE)))
                .isEqualTo(new Answer.Train(List.of(new Trigger.NoChampion(2))));
        assertThat(POLICY.answer(facts(1, .9, LOST))).isEqualTo(new Answer.Nothing());
        assertThat(POLICY.triggers(facts(0, .5, LOST)))
                .containsExactly(new Trigger.DataDrift(.5), new Trigger.SkillLost(-.05, .02, .01));
        var aged = new Facts(5000, 0, 60, 0, FINE, List.of("adwin"), List.of());
        assertThat(POLICY.triggers(aged))
                .containsExactly(new Trigger.LossDrift("adwin"), new Trigger.Aged(60));
    }

    @Test
    void coolsDownInMarketTime() {
        var why = List.<Trigger>of(new Trigger.NoChampion(3));
        assertThat(POLICY.answer(at(1099, 1000L))).isEqualTo(new Answer.Cooling(why, 1100));
        assertThat(POLICY.answer(at(1100, 1000L))).isEqualTo(new Answer.Train(why));
    }

    @Test
    void keepsToItsBudget() {
        var why = List.<Trigger>of(new Trigger.NoChampion(3));
        assertThat(POLICY.answer(at(1900, 1000L, 1500L))).isEqualTo(new Answer.Spent(why, 2000));
        assertThat(POLICY.answer(at(2000, 1000L, 1500L))).isEqualTo(new Answer.Train(why));
    }

    @Test
    void aChallengerHasToBeBetterByMoreThanChance() {
        var challenge = new Challenge(5, 1.65, 0);
        double[] champion = {.01, -.02, .00, .01, -.01, .02};
        assertThat(challenge.between(champion, champion))
                .isEqualTo(new Challenge.Outcome.Kept(0, 0));
        assertThat(challenge.between(champion, shifted(champion, .01, .0001)))
                .isInstanceOf(Challenge.Outcome.Promoted.class);
        assertThat(challenge.between(champion, shifted(champion, -.01, .0001)))
                .isInstanceOf(Challenge.Outcome.Kept.class);
        assertThat(challenge.between(champion, shifted(champion, .001, .02)))
                .isInstanceOf(Challenge.Outcome.Kept.class);
        assertThat(challenge.between(new double[4], new double[4]))
                .isEqualTo(new Challenge.Outcome.TooSoon(4, 5));
        assertThatThrownBy(() -> challenge.between(new double[5], new double[6]))
                .hasMessageContaining("5 sessions of the champion beside 6");
    }

    @Test
    void equalsAreSeldomPromoted() {
        int promoted = 0;
        var random = new Random(41);
        for (int round = 0; round < 400; round++) {
            var champion = random.doubles(60, -1, 1).toArray();
            var challenger = random.doubles(60, -1, 1).toArray();
            promoted +=
                    Challenge.USUAL.between(champion, challenger)
                                    instanceof Challenge.Outcome.Promoted
                            ? 1
                            : 0;
        }
        assertThat(promoted).isBetween(5, 40);
    }

    @Test
    void rollsBackWhoFellOrLostItsSkill() {
        var rule = new Rollback(10, 0, 2, .05);
        assertThat(rule.reason(FINE, new double[] {.1, -.02, -.02})).isEmpty();
        assertThat(rule.reason(FINE, new double[] {.1, -.03, -.03}))
                .contains("following it lost 0.0591 since its best day, more than 0.0500");
        assertThat(rule.reason(LOST, new double[0]))
                .contains("its rank correlation of -0.0500 is surely below 0.0000");
        assertThat(rule.reason(new Skill(-.05, .02, 9), new double[0])).isEmpty();
    }

    @Test
    void countsWhatFollowingAModelHasEarned() {
        var earnings = new Earnings(.02, 2, .001);
        // a whole long position and half a short one, each a quarter of the capital, less the costs
        assertThat(earnings.of(new double[] {.05, -.01}, new double[] {.01, -.02}))
                .isCloseTo((.01 + .01 - .002 - .001) / 4, within(1e-15));
        assertThat(earnings.of(new double[] {.05, -.01}, new double[] {Double.NaN, -.02}))
                .isCloseTo((.01 - .001) / 4, within(1e-15));
        assertThat(new Earnings(0, 1, 0).of(new double[] {.05}, new double[] {.01})).isZero();
        assertThatThrownBy(() -> new Earnings(.02, 0, 0)).hasMessageContaining("horizon 0");
    }

    private static double[] shifted(double[] values, double by, double wobble) {
        return IntStream.range(0, values.length)
                .mapToDouble(index -> values[index] + by + (index % 2 == 0 ? wobble : -wobble))
                .toArray();
    }

    private static Facts facts(int without, double drifted, Skill skill) {
        return new Facts(5000, without, 10, drifted, skill, List.of(), List.of());
    }

    private static Facts at(long now, Long... trainings) {
        return new Facts(now, 3, 10, 0, FINE, List.of(), List.of(trainings));
    }
}
