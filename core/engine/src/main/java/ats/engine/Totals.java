package ats.engine;

import ats.domain.Money;
import ats.engine.risk.Exposure;

/// Sums over all instruments, kept as each of them changes, so that a mark or an order costs the
/// same however many there are. Sums of exact numbers, they equal what adding up anew would give.
final class Totals {

    private static final Money MARGIN_FROM = Money.of(2_000);

    /// In nanos, for they change with every bar: benchmark `backtest`.
    private long value;

    private long gross;
    private long net;
    private int openOrders;
    private int flattening;

    /// The value of all positions at their last prices.
    Money value() {
        return new Money(value);
    }

    /// How many instruments are to be closed.
    int flattening() {
        return flattening;
    }

    /// The rest of the account beside one instrument, and what it has to buy with: twice its equity
    /// less all positions and orders, as Regulation T has it; once under 2,000 dollars. All that
    /// works is counted as if it were filled.
    Exposure beside(Instrument instrument, Money cash, int ordersInLastMinute) {
        var own = instrument.exposed();
        var equity = cash.plus(value());
        var power = equity.compareTo(MARGIN_FROM) < 0 ? equity : equity.plus(equity);
        return new Exposure(
                equity,
                power.minus(new Money(gross)),
                new Money(gross).minus(own.absolute()),
                new Money(net).minus(own),
                instrument.held(),
                instrument.workingShares(),
                openOrders,
                ordersInLastMinute);
    }

    /// One position was worth `before` and is worth `after`.
    void revalue(Money before, Money after) {
        value = moved(value, before, after);
    }

    /// The same for a position with all that works on it.
    void expose(Money before, Money after) {
        gross = moved(gross, before.absolute(), after.absolute());
        net = moved(net, before, after);
    }

    void countOpenOrders(int more) {
        openOrders += more;
    }

    void countFlattening(int more) {
        flattening += more;
    }

    private static long moved(long sum, Money before, Money after) {
        return Math.addExact(Math.subtractExact(sum, before.nanos()), after.nanos());
    }
}
