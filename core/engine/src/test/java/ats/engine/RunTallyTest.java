package ats.engine;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Money;
import ats.domain.Ratio;

import org.junit.jupiter.api.Test;

final class RunTallyTest {

    private final RunTally tally = new RunTally(new Nobody());

    @Test
    void theLargestFallIsThatOfTheSlowWay() {
        var random = new Random(3);
        var peak = Money.ZERO;
        var expected = Ratio.ZERO;
        var equity = Money.ZERO;
        for (int mark = 0; mark < 20_000; mark++) {
            equity = equity.plus(new Money(random.nextLong(-1_000_000_000L, 1_010_000_000L)));
            tally.fact(new Fact.Valued(mark, equity, Money.ZERO, Money.ZERO));
            peak = peak.larger(equity);
            if (peak.positive()) {
                var fall = peak.minus(equity).over(peak);
                expected = fall.compareTo(expected) > 0 ? fall : expected;
            }
            assertThat(tally.maxDrawdown()).as("seed 3, mark %d", mark).isEqualTo(expected);
        }
        assertThat(tally.equity()).isEqualTo(equity);
    }

    @Test
    void nothingHasFallenAtFirst() {
        assertThat(tally.maxDrawdown()).isEqualTo(Ratio.ZERO);
    }

    private record Nobody() implements Output {
        @Override
        public void command(Command command) {}

        @Override
        public void fact(Fact fact) {}
    }
}
