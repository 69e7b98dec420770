package ats.simulator.market;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.simulator.source.BarSource;

/// Bars that the test writes down, and what was asked of them.
final class Tape implements BarSource {
    private final TreeMap<Long, List<Bar>> bars = new TreeMap<>();
    private final List<CorporateAction> actions = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();

    /// The instants whose bars were asked for.
    List<Long> asked() {
        return List.copyOf(asked);
    }

    void bar(String symbol, long end) {
        var price = Price.of(100);
        bars.computeIfAbsent(end, _ -> new ArrayList<>())
                .add(
                        new Bar(
                                Symbol.of(symbol),
                                end - Timeframe.MINUTE.nanos(),
                                end,
                                end,
                                price,
                                price,
                                price,
                                price,
                                Quantity.of(1),
                                false));
    }

    void action(Session session) {
        actions.add(
                new CorporateAction.Dividend(
                        Symbol.of("A"),
                        session.date(),
                        session.open(),
                        session.open() - MarketDriver.BEFORE_OPEN_NANOS,
                        Price.of(1)));
    }

    @Override
    public List<Symbol> symbols() {
        return List.of(Symbol.of("A"), Symbol.of("B"));
    }

    @Override
    public Timeframe base() {
        return Timeframe.MINUTE;
    }

    @Override
    public List<Bar> between(Symbol symbol, long from, long to) {
        throw new IllegalStateException("the driver has no business with spans");
    }

    @Override
    public OptionalLong nextEnd(long after) {
        var next = bars.higherKey(after);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    @Override
    public List<Bar> endingAt(long at) {
        asked.add(at);
        return bars.getOrDefault(at, List.of());
    }

    @Override
    public List<CorporateAction> actions(LocalDate from, LocalDate to) {
        return actions.stream()
                .filter(action -> !action.exDate().isBefore(from) && !action.exDate().isAfter(to))
                .toList();
    }
}
