package ats.simulator.source;

import static ats.simulator.source.LeanFiles.at;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.Price;
import ats.domain.Symbol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeanFactorsTest {
    private static final Symbol SPY = Symbol.of("SPY");

    @TempDir private Path root;

    @Test
    void aStepOfThePriceFactorIsADividendOfTheNextSession() {
        // Friday's row; the Monday after is a holiday
        assertThat(read("20240524,0.99,1,100", "20501231,1,1,0"))
                .containsExactly(
                        new Dividend(
                                SPY,
                                LocalDate.of(2024, 5, 28),
                                at("2024-05-28", "09:30"),
                                at("2024-05-28", "09:00"),
                                Price.parse("1")));
    }

    @Test
    void aStepOfTheSplitFactorIsASplitOfTheNextSession() {
        assertThat(read("20140606,1,0.142857,645.57", "20501231,1,1,0"))
                .containsExactly(
                        new Split(
                                SPY,
                                LocalDate.of(2014, 6, 9),
                                at("2014-06-09", "09:30"),
                                at("2014-06-09", "09:00"),
                                1,
                                7));
    }

    @Test
    void aDividendIsWholeCentsHalfEven() {
        assertThat(perShare("0.98765", "100")).isEqualTo(Price.parse("1.24"));
        assertThat(perShare("0.98755", "100")).isEqualTo(Price.parse("1.24"));
        assertThat(perShare("0.98746", "100")).isEqualTo(Price.parse("1.25"));
    }

    @Test
    void aDividendIsCountedFromTheFactorsOfBothRows() {
        // 0.9 / 0.95 are kept of 57 dollars: 3 dollars go
        assertThat(read("20240102,0.9,1,57", "20240201,0.95,1,80", "20501231,1,1,0"))
                .extracting(action -> ((Dividend) action).perShare())
                .containsExactly(Price.parse("3"), Price.parse("4"));
    }

    @Test
    void aDividendAndASplitOfOneDayAreBoth() {
        assertThat(read("20240605,0.99,0.5,100", "20501231,1,1,0"))
                .hasSize(2)
                .hasAtLeastOneElementOfType(Dividend.class)
                .hasAtLeastOneElementOfType(Split.class);
    }

    @Test
    void aRowThatChangesNothingIsNoAction() {
        assertThat(read("20240102,1,1,100", "20240605,1.0,1.00,100", "20501231,1,1,0")).isEmpty();
        assertThat(read("20240102,0.99999,1,100", "20501231,1,1,0")).isEmpty();
        assertThat(read("20501231,1,1,0")).isEmpty();
        assertThat(LeanFactors.read(root.resolve("no.csv"), SPY, LeanFiles.CALENDAR)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.142857, 1, 7",
        "0.1428571, 1, 7",
        "3.9, 39, 10",
        "4.00000001, 4, 1",
        "0.00892857, 1, 100",
        "0.0178571, 1, 56",
        "0.66667, 2, 3",
        "0.975610, 40, 41",
        "59.5849, 60, 1",
        "250, 100, 1",
        "1e30, 100, 1",
        "0.999999, 1, 1"
    })
    void aSplitIsTheNearestFractionOfSmallTerms(String quotient, long from, long to) {
        assertThat(LeanFactors.nearest(new BigDecimal(quotient)))
                .isEqualTo(new LeanFactors.Terms(from, to));
    }

    @Test
    void noFractionOfSmallTermsIsNearer() {
        var random = new Random(5);
        for (int asked = 0; asked < 200; asked++) {
            double quotient = Math.exp(random.nextDouble(-4, 4));
            var terms = LeanFactors.nearest(BigDecimal.valueOf(quotient));
            double distance = Math.abs((double) terms.from() / terms.to() - quotient);
            double nearest =
                    IntStream.range(0, 10_000)
                            .mapToDouble(i -> (double) (1 + i / 100) / (1 + i % 100))
                            .map(fraction -> Math.abs(fraction - quotient))
                            .min()
                            .orElseThrow();
            assertThat(distance)
                    .as("seed 5: %s is not %s", quotient, terms)
                    .isLessThanOrEqualTo(nearest + 1e-12);
        }
    }

    private Price perShare(String factor, String reference) {
        var actions = read("20240524," + factor + ",1," + reference, "20501231,1,1,0");
        return ((Dividend) actions.getFirst()).perShare();
    }

    private List<CorporateAction> read(String... rows) {
        var file = new LeanFiles(root).factors("spy", rows);
        return LeanFactors.read(file, SPY, LeanFiles.CALENDAR);
    }
}
