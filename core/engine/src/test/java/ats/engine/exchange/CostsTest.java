package ats.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import module java.base;

import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Ratio;

import org.junit.jupiter.api.Test;

final class CostsTest {

    @Test
    void readsNamesAndParts() {
        assertThat(Costs.parse("none")).isEqualTo(Costs.NONE);
        assertThat(Costs.parse("default")).isEqualTo(Costs.DEFAULT);
        assertThat(Costs.parse("spread=1bp,impact=0.1,volume=2.5%,fee=0")).isEqualTo(Costs.DEFAULT);
        assertThat(Costs.parse("fee=0.005"))
                .isEqualTo(new Costs(Ratio.ZERO, Ratio.ZERO, Ratio.ZERO, Money.parse("0.005")));
        assertThat(Costs.parse("spread=0.0001").halfSpread()).isEqualTo(Ratio.basisPoints(1));
    }

    @Test
    void readsBackWhatItWrites() {
        var costs = Costs.parse("spread=2.5bp,impact=0.25,volume=10%,fee=0.005");
        assertThat(Costs.parse(costs.toString())).isEqualTo(costs);
        assertThat(Costs.parse(Costs.NONE.toString())).isEqualTo(Costs.NONE);
    }

    @Test
    void saysInOneLineWhatItCannotRead() {
        for (var text :
                List.of(
                        "",
                        "free",
                        "spread",
                        "spread=",
                        "spread=x",
                        "spread=1bp,spread=2bp",
                        "slippage=1bp",
                        "spread=1bp,",
                        "volume=%")) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> Costs.parse(text))
                    .withMessageContaining("'" + text + "' is not a list of costs")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void refusesCostsThatCannotBe() {
        for (var text : List.of("spread=-1bp", "spread=100%", "volume=101%", "fee=-1")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Costs.parse(text));
        }
    }

    @Test
    void slippageIsHalfTheSpreadAndTheSquareOfTheShare() {
        // 1 bp of 200 is 0.02; a fortieth of the volume: 200 * 0.1 / 1600 = 0.0125
        assertThat(Costs.DEFAULT.slippage(Price.of(200), Quantity.of(25), Quantity.of(1_000)))
                .isEqualTo(Price.parse("0.0325"));
        assertThat(Costs.DEFAULT.slippage(Price.of(200), Quantity.of(25), Quantity.ZERO))
                .isEqualTo(Price.parse("0.02"));
        assertThat(Costs.NONE.slippage(Price.of(200), Quantity.of(25), Quantity.of(30)))
                .isEqualTo(Price.ZERO);
    }
}
