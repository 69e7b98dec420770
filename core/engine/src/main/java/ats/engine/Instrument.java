package ats.engine;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.risk.Denial;
import ats.engine.risk.RiskChecks.Reference;

/// What the engine keeps of one symbol: its last price, what is held and what the strategy wants of
/// it, and the orders that work on it.
final class Instrument {

    private final Symbol symbol;
    private final Totals totals;
    private final List<LiveOrder> working = new ArrayList<>(1);
    private Price last = Price.ZERO;
    private long lastAt;
    private Target target = new Target(Quantity.ZERO, 0);
    private boolean halted;
    private boolean flattening;
    private Quantity held = Quantity.ZERO;
    private Quantity workingShares = Quantity.ZERO;
    private Money worth = Money.ZERO;
    private Money exposed = Money.ZERO;
    private String denied = "";
    private Quantity deniedTarget = Quantity.ZERO;

    Instrument(Symbol symbol, Totals totals) {
        this.symbol = symbol;
        this.totals = totals;
    }

    Symbol symbol() {
        return symbol;
    }

    boolean priced() {
        return lastAt != 0;
    }

    Price last() {
        return last;
    }

    /// What risk judges an order of it by.
    Reference reference() {
        var price = priced() ? Optional.of(last) : Optional.<Price>empty();
        return new Reference(price, lastAt, halted);
    }

    Quantity target() {
        return target.shares();
    }

    /// Whether the strategy has ever said what it wants of it.
    boolean targeted() {
        return target.asOf() != 0;
    }

    boolean flattening() {
        return flattening;
    }

    /// The ledger's position.
    Quantity held() {
        return held;
    }

    List<LiveOrder> working() {
        return Collections.unmodifiableList(working);
    }

    /// The sum of what working orders may still add to the position, signed.
    Quantity workingShares() {
        return workingShares;
    }

    /// Whether what is wanted is held and nothing works.
    boolean settled() {
        return working.isEmpty() && target.shares().nanos() == held.nanos();
    }

    /// The value of the position with all that works on it, signed.
    Money exposed() {
        return exposed;
    }

    void price(Price price, long at) {
        if (at >= lastAt) {
            last = price;
            lastAt = at;
            revalue();
        }
    }

    void hold(Quantity shares) {
        held = shares;
        revalue();
    }

    void halt(boolean now) {
        halted = now;
    }

    void want(Target wanted) {
        target = wanted;
    }

    void flatten(boolean now) {
        totals.countFlattening(Boolean.compare(now, flattening));
        flattening = now;
    }

    /// Remembers why the way to the present target was refused; false when that is known already.
    boolean deny(Denial denial) {
        boolean known = denied.equals(denial.name()) && deniedTarget.equals(target.shares());
        denied = denial.name();
        deniedTarget = target.shares();
        return !known;
    }

    void allow() {
        denied = "";
    }

    /// The last price at the new terms, and the target if it is older. Whole shares stay whole.
    void adjust(CorporateAction action) {
        switch (action) {
            case Split split -> {
                last = last.split(split.from(), split.to());
                if (targeted() && target.asOf() < split.happenedAt()) {
                    var scaled = target.shares().split(split.from(), split.to());
                    var shares = target.shares().whole() ? scaled.floor() : scaled;
                    target = new Target(shares, split.happenedAt());
                }
            }
            case Dividend dividend -> {
                var less = last.minus(dividend.perShare());
                last = less.positive() ? less : last;
            }
        }
        revalue();
    }

    /// To be called after every change of an order of this symbol.
    void track(LiveOrder order) {
        int before = working.size();
        if (order.state().terminal()) {
            working.remove(order);
        } else if (!working.contains(order)) {
            working.add(order);
        }
        totals.countOpenOrders(working.size() - before);
        workingShares = Quantity.ZERO;
        for (var other : working) {
            workingShares = workingShares.plus(other.working());
        }
        revalue();
    }

    void save(ByteWriter out) {
        out.putText(symbol.text()).putLong(last.nanos()).putLong(lastAt);
        out.putLong(target.shares().nanos()).putLong(target.asOf());
        out.put(halted).put(flattening);
        out.putText(denied).putLong(deniedTarget.nanos());
    }

    static Instrument restore(ByteReader in, Totals totals) {
        var instrument = new Instrument(new Symbol(in.takeText()), totals);
        instrument.last = new Price(in.takeLong());
        instrument.lastAt = in.takeLong();
        instrument.target = new Target(new Quantity(in.takeLong()), in.takeLong());
        instrument.halted = in.takeBoolean();
        instrument.flatten(in.takeBoolean());
        instrument.denied = in.takeText();
        instrument.deniedTarget = new Quantity(in.takeLong());
        return instrument;
    }

    private void revalue() {
        if (held.zero() && workingShares.zero() && exposed.zero() && worth.zero()) {
            return;
        }
        var now = last.times(held);
        var all = workingShares.zero() ? now : last.times(held.plus(workingShares));
        totals.revalue(worth, now);
        totals.expose(exposed, all);
        worth = now;
        exposed = all;
    }
}
