package ats.engine.backtest;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.engine.Engine;
import ats.engine.Event;

/// Tells an engine the history that its strategy starts from, the same in every wiring: the last
/// bars of each symbol, and the corporate actions between them.
public final class Warmup {

    /// Enough for an average over 20 bars to forget where it began, to the last bit of a double.
    public static final int BARS = 500;

    private Warmup() {}

    /// The bars may come in any order; an action takes its place before the first bar of its
    /// ex-date.
    public static void run(Engine engine, List<Bar> bars, List<CorporateAction> actions) {
        var history = new ArrayList<Event>();
        for (var bar : bars) {
            history.add(new Event.Market(bar));
        }
        for (var action : actions) {
            history.add(new Event.Action(action));
        }
        history.sort(
                Comparator.comparingLong(Warmup::place)
                        .thenComparingInt(Warmup::rank)
                        .thenComparing(Warmup::symbol));
        history.forEach(engine::warm);
    }

    /// A bar is known at its end; an action counts from the open on, so before that bar.
    private static long place(Event event) {
        return event.happenedAt();
    }

    private static int rank(Event event) {
        return event instanceof Event.Market ? 0 : 1;
    }

    private static String symbol(Event event) {
        return switch (event) {
            case Event.Market(var market) -> market.symbol().text();
            case Event.Action(var action) -> action.symbol().text();
            case Event.Account _,
                    Event.Update _,
                    Event.Mark _,
                    Event.Vector _,
                    Event.ModelChange _,
                    Event.Timer _,
                    Event.Operator _ ->
                    "";
        };
    }
}
