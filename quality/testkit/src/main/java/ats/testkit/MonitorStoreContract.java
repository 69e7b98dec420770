package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.learning.store.MonitorStore;
import ats.learning.store.MonitorStore.DriftRow;
import ats.learning.store.MonitorStore.SkillRow;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of the monitors promises; each implementation has a test that extends this one.
@SuppressWarnings("NullAway.Init") // JUnit makes the store before each test
public abstract class MonitorStoreContract {

    private MonitorStore store;

    /// A store that has seen nothing.
    protected abstract MonitorStore store();

    @BeforeEach
    final void openTheStore() {
        store = store();
    }

    @Test
    public void showsTheNewestLookAtEachFeature() {
        assertThat(store.drift()).isEmpty();
        var early = new DriftRow(1, "m", "rsi", 0.3, 0.001, true);
        var late = new DriftRow(2, "n", "rsi", 0.1, 0.4, false);
        var upper = new DriftRow(1, "m", "Volume", Double.NaN, 1, false);
        store.save(List.of(late, upper));
        store.save(List.of(early));
        assertThat(store.drift()).containsExactly(upper, late);
    }

    @Test
    public void letsTheLastWordStand() {
        store.save(List.of(new DriftRow(1, "m", "rsi", 0.3, 0.001, true)));
        var again = new DriftRow(1, "m", "rsi", 0.2, 0.5, false);
        store.save(List.of(again));
        assertThat(store.drift()).containsExactly(again);

        store.save(new SkillRow(1, "m", 10, 0.1, 0.2));
        var skill = new SkillRow(1, "m", 11, 0.05, Double.POSITIVE_INFINITY);
        store.save(skill);
        assertThat(store.skill("m", 5)).containsExactly(skill);
    }

    @Test
    public void showsTheSkillOfAModelNewestFirst() {
        var rows =
                LongStream.range(0, 5).mapToObj(at -> new SkillRow(at, "m", at, 0.1, 0.2)).toList();
        rows.forEach(store::save);
        store.save(new SkillRow(9, "n", 1, 0, 0));
        assertThat(store.skill("m", 3)).isEqualTo(rows.subList(2, 5).reversed());
        assertThat(store.skill("m", 99)).hasSize(5);
        assertThat(store.skill("none", 3)).isEmpty();
    }
}
