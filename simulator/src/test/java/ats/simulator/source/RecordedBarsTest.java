package ats.simulator.source;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Symbol;
import ats.domain.Timeframe;

import org.junit.jupiter.api.Test;

final class RecordedBarsTest {
    private static final Symbol A = Symbol.of("A");
    private static final Symbol B = Symbol.of("B");
    private static final LocalDate DAY = LocalDate.of(2024, 6, 3);

    @Test
    void endsAreThoseOfAllSymbolsEachOnce() {
        var source = source(List.of());

        assertThat(ends(source)).containsExactly(20L, 30L, 40L, 60L);
        assertThat(source.nextEnd(59)).hasValue(60);
        assertThat(source.nextEnd(60)).isEmpty();
    }

    @Test
    void anInstantsBarsComeBySymbol() {
        var source = source(List.of());

        assertThat(source.endingAt(20)).extracting(Bar::symbol).containsExactly(A);
        assertThat(source.endingAt(30)).extracting(Bar::symbol).containsExactly(A, B);
        assertThat(source.endingAt(35)).isEmpty();
        assertThat(source.symbols()).containsExactly(A, B);
    }

    @Test
    void aSpanIsCutAtTheStartsOfWindows() {
        var source = source(List.of());

        assertThat(source.between(A, 10, 30)).extracting(Bar::from).containsExactly(10L, 20L);
        assertThat(source.between(A, 11, 31)).extracting(Bar::from).containsExactly(20L);
        assertThat(source.between(A, 60, 10)).isEmpty();
        assertThat(source.between(Symbol.of("C"), 0, 100)).isEmpty();
    }

    @Test
    void everySliceIsAPartOfTheWhole() {
        var random = new Random(3);
        var table = new BarTable(A, 1);
        long at = 0;
        for (int bar = 0; bar < 300; bar++) {
            at += random.nextInt(1, 4);
            table.add(row(at, ++at));
        }
        var source = new RecordedBars(Timeframe.MINUTE, new TreeMap<>(Map.of(A, table)), List.of());
        var whole = source.between(A, 0, Long.MAX_VALUE);
        assertThat(whole).hasSize(300);
        for (int asked = 0; asked < 500; asked++) {
            long from = random.nextLong(-5, at + 5);
            long to = random.nextLong(-5, at + 5);
            assertThat(source.between(A, from, to))
                    .as("seed 3: %s to %s", from, to)
                    .isEqualTo(
                            whole.stream()
                                    .filter(bar -> bar.from() >= from && bar.from() < to)
                                    .toList());
        }
    }

    @Test
    void actionsComeByDateThenSymbolDividendsFirst() {
        var split = new Split(A, DAY, 1, 0, 1, 2);
        var dividend = new Dividend(A, DAY, 1, 0, Price.of(1));
        var other = new Dividend(B, DAY, 1, 0, Price.of(1));
        var before = new Split(B, DAY.minusDays(1), 1, 0, 1, 2);
        var after = new Split(A, DAY.plusDays(1), 1, 0, 1, 2);
        var source = source(List.of(after, other, split, dividend, before));

        assertThat(source.actions(DAY.minusDays(1), DAY))
                .containsExactly(before, dividend, split, other);
        assertThat(source.actions(DAY.plusDays(1), DAY.plusDays(1))).containsExactly(after);
        assertThat(source.actions(DAY.plusDays(2), DAY.plusDays(9))).isEmpty();
    }

    private static RecordedBars source(List<CorporateAction> actions) {
        return new RecordedBars(
                Timeframe.MINUTE,
                new TreeMap<>(
                        Map.of(
                                A, table(A, row(10, 20), row(20, 30), row(50, 60)),
                                B, table(B, row(20, 30), row(30, 40)))),
                actions);
    }

    private static List<Long> ends(BarSource source) {
        var ends = new ArrayList<Long>();
        for (var next = source.nextEnd(0);
                next.isPresent();
                next = source.nextEnd(next.getAsLong())) {
            ends.add(next.getAsLong());
        }
        return ends;
    }

    private static BarTable table(Symbol symbol, BarTable.Row... rows) {
        var table = new BarTable(symbol, 1);
        for (var row : rows) {
            table.add(row);
        }
        return table;
    }

    private static BarTable.Row row(long from, long to) {
        return new BarTable.Row(from, to, 5, 6, 4, 5, 1);
    }
}
