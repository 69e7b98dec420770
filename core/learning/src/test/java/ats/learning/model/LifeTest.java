package ats.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;

final class LifeTest {

    private static final Lineage TWO =
            Lineage.EMPTY.crowned("one", 10, "first").crowned("two", 20, "better");

    @Test
    void livesInOneDirectionOnly() {
        var moves = new TreeMap<String, String>();
        for (var from : Stage.values()) {
            for (var to : Stage.values()) {
                moves.merge(from.name(), from.mayBecome(to) ? to.name() + " " : "", String::concat);
            }
        }
        assertThat(moves)
                .isEqualTo(
                        Map.of(
                                "CANDIDATE", "SHADOW RETIRED ",
                                "SHADOW", "CANARY CHAMPION RETIRED ",
                                "CANARY", "SHADOW CHAMPION RETIRED ",
                                "CHAMPION", "RETIRED ",
                                "RETIRED", "CHAMPION "));
    }

    @Test
    void knowsWhoReignedWhen() {
        assertThat(TWO.champion()).contains("two");
        assertThat(TWO.championAt(9)).isEmpty();
        assertThat(TWO.championAt(10)).contains("one");
        assertThat(TWO.championAt(19)).contains("one");
        assertThat(TWO.championAt(99)).contains("two");
        assertThat(TWO.vacated(30, "sick").championAt(30)).isEmpty();
        assertThat(TWO.vacated(30, "sick").championAt(29)).contains("two");
        assertThat(Lineage.EMPTY.champion()).isEmpty();
    }

    @Test
    void goesBackOneStep() {
        assertThat(TWO.predecessor()).contains("one");
        var back = TWO.rolledBack(30, "worse");
        assertThat(back.champion()).contains("one");
        assertThat(back.reigns()).hasSize(3);
        assertThat(back.predecessor()).isEmpty();
        assertThat(back.rolledBack(40, "worse still").champion()).isEmpty();
        var next = back.crowned("three", 40, "new");
        assertThat(next.rolledBack(50, "no").champion()).contains("one");
    }

    @Test
    void onlyEverGrows() {
        assertThat(TWO.crowned("three", 30, "new").reigns())
                .startsWith(TWO.reigns().toArray(Lineage.Reign[]::new));
        assertThatThrownBy(() -> TWO.crowned("three", 20, ""))
                .hasMessageContaining("begins before");
        assertThatThrownBy(() -> TWO.crowned("two", 30, ""))
                .hasMessageContaining("two is champion");
        assertThatThrownBy(() -> TWO.crowned(" ", 30, "")).hasMessageContaining("without a name");
        assertThatThrownBy(() -> Lineage.EMPTY.rolledBack(1, ""))
                .hasMessageContaining("nothing to roll back");
    }

    @Test
    void parametersAreTheirText() {
        var parameters = Parameters.parse("trees=10, max_depth=3", 4);
        assertThat(parameters.text()).isEqualTo("max_depth=3,trees=10");
        assertThat(Parameters.parse(parameters.text(), 4)).isEqualTo(parameters);
        assertThat(Parameters.parse("", 4).values()).isEmpty();
        assertThat(parameters.whole("trees", 1)).isEqualTo(10);
        assertThat(parameters.whole("other", 1)).isEqualTo(1);
        assertThatThrownBy(() -> Parameters.parse("a", 1)).hasMessageContaining("no name=value");
        assertThatThrownBy(() -> Parameters.parse("a=1,a=2", 1)).hasMessageContaining("twice");
        assertThatThrownBy(() -> Parameters.parse("a=x", 1).whole("a", 1))
                .hasMessageContaining("a=x is no whole number");
    }
}
