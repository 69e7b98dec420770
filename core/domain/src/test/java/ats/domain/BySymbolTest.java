package ats.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import module java.base;

import org.junit.jupiter.api.Test;

final class BySymbolTest {

    private final BySymbol<String> map = new BySymbol<>();

    @Test
    void answersLikeAMapInWhateverOrderItIsAsked() {
        var random = new Random(5);
        var slow = new LinkedHashMap<Symbol, String>();
        for (int step = 0; step < 20_000; step++) {
            var symbol = Symbol.of("S" + random.nextInt(40));
            if (random.nextInt(200) == 0) {
                map.clear();
                slow.clear();
            }
            if (random.nextInt(4) == 0) {
                slow.putIfAbsent(symbol, "value of " + symbol);
                assertThat(map.of(symbol, made -> "value of " + made)).isEqualTo(slow.get(symbol));
            }
            assertThat(map.find(symbol))
                    .as("seed 5, step %d", step)
                    .isEqualTo(Optional.ofNullable(slow.get(symbol)));
        }
        assertThat(map).containsExactlyElementsOf(slow.values());
        assertThat(map.size()).isEqualTo(slow.size());
    }

    @Test
    void answersInOrderAgainAndAgain() {
        for (var ticker : List.of("C", "A", "B")) {
            map.add(Symbol.of(ticker), ticker);
        }
        for (var ticker : List.of("C", "A", "A", "B", "C", "A", "C", "B", "B")) {
            assertThat(map.find(Symbol.of(ticker))).contains(ticker);
        }
        var told = new ArrayList<String>();
        map.forEach((symbol, value) -> told.add(symbol + value));
        assertThat(told).containsExactly("CC", "AA", "BB");
    }

    @Test
    void keepsTheFirstOfASymbol() {
        map.add(Symbol.of("A"), "first");
        assertThatIllegalArgumentException().isThrownBy(() -> map.add(Symbol.of("A"), "second"));
        assertThat(map.of(Symbol.of("A"), _ -> "third")).isEqualTo("first");
    }
}
