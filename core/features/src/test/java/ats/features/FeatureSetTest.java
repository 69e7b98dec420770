package ats.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeatureSetTest {

    @Test
    void isTheSameHoweverItIsWritten() {
        var plain = FeatureSet.parse("set a\nx = close / Ref(close, 5) - 1\ny=-open");
        var wide =
                FeatureSet.parse(
                        """
                        # a comment

                        set   a   # another
                        x =(close/ Ref( (close),5.0 )) -1.0
                        y = - open
                        """);
        assertThat(wide).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(wide.hash()).isEqualTo(plain.hash()).matches("[0-9a-f]{64}");
        assertThat(plain.canonical())
                .isEqualTo("set a\nx = ((close/Ref(close,5))-1)\ny = (-open)\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set a\nx = close / Ref(close, 6) - 1\ny = -open",
                "set a\nx = close / Ref(close, 5) - 1\nz = -open",
                "set b\nx = close / Ref(close, 5) - 1\ny = -open",
                "set a\ny = -open\nx = close / Ref(close, 5) - 1"
            })
    void isAnotherWhenItSaysSomethingElse(String text) {
        var set = FeatureSet.parse("set a\nx = close / Ref(close, 5) - 1\ny = -open");
        assertThat(FeatureSet.parse(text).hash()).isNotEqualTo(set.hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha158", "bars"})
    void shipsSetsThatReadBackFromTheirCanonicalForm(String name) {
        var set = Evaluation.shipped(name);
        assertThat(set.name()).isEqualTo(name);
        assertThat(FeatureSet.parse(set.canonical())).isEqualTo(set);
        assertThat(set.names()).doesNotHaveDuplicates().hasSize(set.size());
    }

    @Test
    void bindsProductsBeforeSumsBeforeComparisons() {
        assertThat(canonical("1 + 2 * close - 4 / 5 > -6 - volume"))
                .isEqualTo("(((1+(2*close))-(4/5))>(-6-volume))");
        assertThat(canonical("(1 + close) * -(2 - open)")).isEqualTo("((1+close)*(-(2-open)))");
        assertThat(canonical("1e-12 + .5 + 2.50E3")).isEqualTo("((1.0E-12+0.5)+2500)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "close;0",
                "Ref(close, 5);5",
                "Mean(close, 5);4",
                "Mean(Ref(close, 5), 10);14",
                "Std(close / Ref(close, 1) - 1, 20) / Mean(close, 60);59",
                "Corr(close, Delta(volume, 3), 7);9",
                "EMA(close, 9);62",
                "Mean(close, 0.2);62",
                "EMA(close, 1);0",
                "RSI(close, 14);201",
                "Sum(close, 0);0"
            })
    void knowsHowManyBarsItNeedsBefore(String expression, int bars) {
        assertThat(FeatureSet.parse("set a\nx = " + expression).lookback()).isEqualTo(bars);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Meen(close, 5)|column 5: no operator 'Meen'; did you mean 'Mean'?",
                "1 + closs|column 9: no series 'closs'; did you mean 'close'?",
                "std(close, 5)|column 5: no operator 'std'; did you mean 'Std'?",
                "Mean(close)|column 15: Mean takes 2 arguments, found ')'",
                "Mean(close, 5, 6)|column 18: Mean takes 2 arguments, found ','",
                "Mean(close, volume)|column 17: expected a number of bars, found 'volume'",
                "Mean(close, 2.5)|column 17: Mean takes a whole number of bars up to 20000, not"
                        + " 2.5",
                "Mean(close, 20001)|column 17: Mean takes a whole number of bars up to 20000, not"
                        + " 20001",
                "Max(close, 0.5)|column 16: Max takes a whole number of bars up to 20000, not 0.5",
                "Ref(close, -1)|column 16: Ref would look into the future; a feature may only look"
                        + " back",
                "Rank(close, 0)|column 17: Rank over the whole history (0 bars) would need memory"
                        + " without end; name a number of bars",
                "Quantile(close, 5, 2)|column 24: a quantile's share lies between 0 and 1",
                "close +|column 12: expected a series, a number or an operator, found the end of"
                        + " the line",
                "(close|column 11: expected ')', found the end of the line",
                "close open|column 11: expected the end of the line, found 'open'",
                "close $ open|column 11: '$' means nothing here",
                "1e999|column 5: 1e999 is too large a number"
            })
    void saysWhereAnExpressionIsWrong(String expression, String complaint) {
        assertThatThrownBy(() -> FeatureSet.parse("set a\n\nx = " + expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 3, " + complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x = close;line 1, column 1: expected 'set NAME' first, found 'x'",
                "set;line 1, column 4: expected the name of the set, found the end of the line",
                "set a b;line 1, column 7: expected the end of the line, found 'b'",
                "set a|x = 1|x = 2;line 3, column 1: a second feature named 'x'",
                "set a|5 = 1;line 2, column 1: expected the name of a feature, found '5'",
                "set a|x close;line 2, column 3: expected '=', found 'close'",
                "set a;line 1: a feature set has a first line 'set NAME' and at least one line"
                        + " 'name = expression'"
            })
    void saysWhereASetIsWrong(String text, String complaint) {
        assertThatThrownBy(() -> FeatureSet.parse(text.replace('|', '\n'))).hasMessage(complaint);
    }

    @Test
    void refusesNestingWithoutEnd() {
        var deep = "(".repeat(100_000) + "close" + ")".repeat(100_000);
        assertThatThrownBy(() -> FeatureSet.parse("set a\nx = " + deep))
                .hasMessageContaining("nested deeper than 64 levels");
        var minus = FeatureSet.parse("set a\nx = " + "-".repeat(100_001) + "close");
        assertThat(minus.canonical()).isEqualTo("set a\nx = (-close)\n");
    }

    private static String canonical(String expression) {
        return new ExpressionParser(new Tokens(expression, 1)).parse().text();
    }
}
