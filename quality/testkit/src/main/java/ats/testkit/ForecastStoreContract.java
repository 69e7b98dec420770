package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Symbol;
import ats.learning.store.ForecastStore;
import ats.learning.store.ForecastStore.Forecast;
import ats.learning.store.ForecastStore.Judged;
import ats.learning.store.ForecastStore.Outcome;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of forecasts promises; each implementation has a test that extends this one.
@SuppressWarnings("NullAway.Init") // JUnit makes the store before each test
public abstract class ForecastStoreContract {

    private static final Symbol SPY = new Symbol("SPY");

    /// After every upper-case letter in code points, before them in a dictionary.
    private static final Symbol LOWER = new Symbol("aapl");

    private ForecastStore store;

    /// A store without forecasts.
    protected abstract ForecastStore store();

    @BeforeEach
    final void openTheStore() {
        store = store();
    }

    @Test
    public void readsASpanByTimeThenSymbol() {
        store.save(
                List.of(
                        new Forecast("m", LOWER, 2, 0.25),
                        new Forecast("m", SPY, 3, -0.0),
                        new Forecast("n", SPY, 2, 9),
                        new Forecast("m", SPY, 1, Double.MIN_VALUE),
                        new Forecast("m", SPY, 2, 0.1 + 0.2)));
        assertThat(store.read("m", 1, 4))
                .containsExactly(
                        open(SPY, 1, Double.MIN_VALUE),
                        open(SPY, 2, 0.1 + 0.2),
                        open(LOWER, 2, 0.25),
                        open(SPY, 3, -0.0));
        assertThat(store.read("m", 2, 3)).hasSize(2);
        assertThat(store.read("none", 0, 9)).isEmpty();
        assertThat(store.counts()).containsExactly(Map.entry("m", 4L), Map.entry("n", 1L));
    }

    @Test
    public void startsWithoutAnyone() {
        store.save(List.of());
        store.realize(List.of());
        assertThat(store.counts()).isEmpty();
    }

    @Test
    public void fillsInWhatCame() {
        store.save(List.of(new Forecast("m", SPY, 1, 0.5), new Forecast("m", SPY, 2, 0.6)));
        store.realize(List.of(new Outcome("m", SPY, 1, -1e-9)));
        assertThat(store.read("m", 0, 9))
                .containsExactly(new Judged(SPY, 1, 0.5, -1e-9), open(SPY, 2, 0.6));
        // a bar was corrected, and told twice
        store.realize(List.of(new Outcome("m", SPY, 1, 7), new Outcome("m", SPY, 1, 8)));
        assertThat(store.read("m", 1, 2)).containsExactly(new Judged(SPY, 1, 0.5, 8));
    }

    @Test
    public void ignoresWhatCameOfForecastsNobodyMade() {
        store.save(List.of(new Forecast("m", SPY, 1, 0.5)));
        store.realize(
                List.of(
                        new Outcome("m", SPY, 2, 1),
                        new Outcome("m", new Symbol("NEVERSEEN"), 1, 1),
                        new Outcome("none", SPY, 1, 1)));
        assertThat(store.read("m", 0, 9)).containsExactly(open(SPY, 1, 0.5));
        assertThat(store.counts()).containsExactly(Map.entry("m", 1L));
    }

    @Test
    public void neverUnsaysAForecast() {
        store.save(List.of(new Forecast("m", SPY, 1, 0.5)));
        store.realize(List.of(new Outcome("m", SPY, 1, 3)));
        store.save(List.of(new Forecast("m", SPY, 1, 0.9), new Forecast("m", SPY, 2, 0.1)));
        assertThat(store.read("m", 0, 9))
                .containsExactly(new Judged(SPY, 1, 0.5, 3), open(SPY, 2, 0.1));
    }

    @Test
    public void keepsAndJudgesThirtyThousand() {
        var forecasts = new ArrayList<Forecast>();
        var outcomes = new ArrayList<Outcome>();
        var judged = new ArrayList<Judged>();
        for (int at = 0; at < 30_000; at++) {
            forecasts.add(new Forecast("m", SPY, at, 1.0 / at));
            outcomes.add(new Outcome("m", SPY, at, 2.0 / at));
            judged.add(new Judged(SPY, at, 1.0 / at, 2.0 / at));
        }
        store.save(forecasts);
        store.realize(outcomes);
        assertThat(store.read("m", 0, 30_000)).isEqualTo(judged);
        assertThat(store.counts()).containsExactly(Map.entry("m", 30_000L));
    }

    private static Judged open(Symbol symbol, long at, double forecast) {
        return new Judged(symbol, at, forecast, Double.NaN);
    }
}
