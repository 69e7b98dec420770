package ats.system;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.simulator.source.BarSource;

/// Bars of a minute, each flat and a dollar above the one before.
final class RisingMarket implements BarSource {
    static final Symbol SPY = Symbol.of("SPY");
    static final Calendar CALENDAR = new NewYorkCalendar();
    static final Session MONDAY = CALENDAR.session(LocalDate.of(2024, 6, 3)).orElseThrow();
    static final Session TUESDAY = CALENDAR.after(MONDAY.date());
    static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Override
    public List<Symbol> symbols() {
        return List.of(SPY);
    }

    @Override
    public Timeframe base() {
        return Timeframe.MINUTE;
    }

    @Override
    public List<Bar> between(Symbol symbol, long from, long to) {
        return List.of();
    }

    @Override
    public OptionalLong nextEnd(long after) {
        var session = CALENDAR.sessionOf(after);
        long minute = Math.max(0, Math.floorDiv(after - session.open(), MINUTE));
        return OptionalLong.of(session.open() + (minute + 1) * MINUTE);
    }

    @Override
    public List<Bar> endingAt(long at) {
        var session = CALENDAR.sessionOf(at - MINUTE);
        long minute = (at - MINUTE - session.open()) / MINUTE;
        var price = Price.of(100 + minute);
        return List.of(
                new Bar(
                        SPY,
                        at - MINUTE,
                        at,
                        at,
                        price,
                        price,
                        price,
                        price,
                        Quantity.of(1_000_000),
                        false));
    }

    @Override
    public List<CorporateAction> actions(LocalDate from, LocalDate to) {
        if (!from.equals(TUESDAY.date())) {
            return List.of();
        }
        return List.of(
                new CorporateAction.Dividend(SPY, from, 0, 0, Price.parse("0.5")),
                new CorporateAction.Split(SPY, from, 0, 0, 1, 2));
    }
}
