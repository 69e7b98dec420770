package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Money;
import ats.domain.OptionContract;
import ats.domain.OptionContract.Right;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;
import ats.engine.store.FlowStore;

import org.junit.jupiter.api.Test;

/// What every store of flow alerts promises; each implementation has a test that extends this one.
/// Other tests may use the same store at the same time, with other symbols.
public abstract class FlowStoreContract {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final Span EVER = new Span(0, Long.MAX_VALUE);

    /// 2026-11-02 15:00 UTC, ten in the morning in New York.
    private static final long AT = Instant.parse("2026-11-02T15:00:00Z").getEpochSecond() * SECOND;

    protected abstract FlowStore store();

    /// A symbol that no other test uses.
    protected abstract Symbol symbol();

    @Test
    public void knowsNothingOfASymbolNeverStored() {
        var store = store();
        var symbol = symbol();
        store.saveAlerts(List.of());
        assertThat(store.alerts(symbol, EVER)).isEmpty();
        assertThat(store.newest(symbol)).isZero();
    }

    @Test
    public void readsBackExactlyInTheOrderOfLearning() {
        var store = store();
        var symbol = symbol();
        var late = alert(symbol, "a", AT, AT + 9);
        var lower = alert(symbol, "aB", AT + 5, AT + 6);
        var upper = alert(symbol, "Aa", AT + 5, AT + 6);
        store.saveAlerts(List.of(late, lower, upper));
        assertThat(store.alerts(symbol, EVER)).containsExactly(upper, lower, late);
        assertThat(store.alerts(symbol, new Span(AT + 7, AT + 9))).isEmpty();
        assertThat(store.alerts(symbol, new Span(AT + 9, AT + 10))).containsExactly(late);
        assertThat(store.newest(symbol)).isEqualTo(AT + 5);
        assertThat(store.count(EVER)).isGreaterThanOrEqualTo(3);
    }

    @Test
    public void keepsWhatWasKnownFirst() {
        var store = store();
        var symbol = symbol();
        var first = alert(symbol, "a", AT, AT + 1);
        store.saveAlerts(List.of(first));
        var again = alert(symbol, "a", AT + SECOND, AT + 2 * SECOND);
        var other = alert(symbol, "b", AT, AT + 3);
        store.saveAlerts(List.of(again, other, again));
        assertThat(store.alerts(symbol, EVER)).containsExactly(first, other);
    }

    @Test
    public void tellsShareAndDayApart() {
        var store = store();
        var symbol = symbol();
        var stranger = symbol();
        var today = alert(symbol, "a", AT, AT + 1);
        var tomorrow = alert(symbol, "a", AT + DAY, AT + DAY + 1);
        var elsewhere = alert(stranger, "a", AT, AT + 1);
        store.saveAlerts(List.of(today, tomorrow, elsewhere));
        assertThat(store.alerts(symbol, EVER)).containsExactly(today, tomorrow);
        assertThat(store.alerts(stranger, EVER)).containsExactly(elsewhere);
    }

    @Test
    public void takesMoreThanFitsIntoOneWrite() {
        var store = store();
        var symbol = symbol();
        var many = new ArrayList<FlowAlert>();
        for (int index = 0; index < 12_000; index++) {
            many.add(alert(symbol, "%05d".formatted(index), AT + index, AT + index));
        }
        store.saveAlerts(many);
        assertThat(store.alerts(symbol, EVER)).isEqualTo(many);
    }

    /// An alert whose values use all of their digits.
    public static FlowAlert alert(Symbol symbol, String id, long happenedAt, long learnedAt) {
        return new FlowAlert(
                symbol,
                happenedAt,
                learnedAt,
                id,
                "RepeatedHits",
                new OptionContract(
                        id.length() % 2 == 0 ? Right.CALL : Right.PUT,
                        Price.parse("372.505"),
                        LocalDate.of(2026, 12, 18)),
                Quantity.parse("461"),
                Money.parse("186705.123456789"),
                Money.parse("151875.1"),
                Money.ZERO);
    }
}
